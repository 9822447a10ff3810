#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <serval/store/subscription.hpp>

namespace serval {

/** A receiver, from its subscription to the end of that. Thread-safe. */
class ChannelMember {
public:
    explicit ChannelMember(ChannelReceiver receiver);

    // Each is nothing once it has ended. What the receiver throws goes through.
    void receive(std::string_view message);   // nothing before it has joined
    void join();   // nothing when it has joined and not parted
    void part();

    /** It is not called any more when this returns, unless by the call from which this comes. */
    void end() noexcept;

private:
    class Call;

    ChannelReceiver receiver_;
    std::mutex mutex_;
    std::condition_variable returned_;
    int calls_ = 0;              // under way, in all threads
    bool has_joined_ = false;
    bool has_ended_ = false;
};

using ChannelMemberPtr = std::shared_ptr<ChannelMember>;

/** Who hears what within this process. Thread-safe; no lock is held while receivers are called. */
class Channels {
public:
    void add(const std::string& channel, ChannelMemberPtr member);
    void remove(const std::string& channel, const ChannelMemberPtr& member);
    [[nodiscard]] bool has(const std::string& channel) const;

    /** Do `act` with each member of `channel`. What one of them throws first is thrown when all had their turn. */
    void for_each(std::string_view channel, const std::function<void(ChannelMember&)>& act) const;

private:
    using Members = std::vector<ChannelMemberPtr>;

    [[nodiscard]] std::shared_ptr<const Members> members_of(std::string_view channel) const;

    mutable std::mutex mutex_;
    std::map<std::string, std::shared_ptr<const Members>, std::less<>> by_channel_;   // lists that are replaced, and never change
};

}  // namespace serval
