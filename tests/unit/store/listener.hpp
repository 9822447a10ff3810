#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <serval/store/shared_store.hpp>

namespace serval::test {

/** Hears a channel, and writes down what comes, from the time that it has joined. Thread-safe. */
class Listener {
public:
    Listener(SharedStore& store, std::string channel) : subscription_{store.subscribe(std::move(channel), receiver())} { await_joined(1); }

    /** Everything that was heard, once that is so many messages, or none comes for long. */
    [[nodiscard]] std::vector<std::string> heard(std::size_t count) {
        std::unique_lock lock{mutex_};
        changed_.wait_for(lock, patience, [&] { return messages_.size() >= count; });
        return messages_;
    }
    /** Whether it has joined, or parted, so many times, now or soon. */
    bool await_joined(int times) { return await(joined_, times, patience); }
    bool await_parted(int times, std::chrono::seconds within = patience) { return await(parted_, times, within); }

    void end() noexcept { subscription_.end(); }

private:
    static constexpr std::chrono::seconds patience{30};

    ChannelReceiver receiver() {
        return {.receive = [this](std::string_view message) { note([&] { messages_.emplace_back(message); }); },
                .joined = [this] { note([&] { ++joined_; }); },
                .parted = [this] { note([&] { ++parted_; }); }};
    }

    template <class Act>
    void note(Act act) {
        const std::lock_guard lock{mutex_};
        act();
        changed_.notify_all();
    }

    bool await(const int& count, int times, std::chrono::seconds within) {
        std::unique_lock lock{mutex_};
        return changed_.wait_for(lock, within, [&] { return count >= times; });
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> messages_;
    int joined_ = 0;
    int parted_ = 0;
    Subscription subscription_;
};

}  // namespace serval::test
