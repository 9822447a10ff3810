#include "store/channels.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace serval {

/** A call of a member's receiver, on the thread that makes it; calls of one thread lie within one another. */
class ChannelMember::Call {
public:
    /** The member's mutex is held, as it is not at the end. */
    explicit Call(ChannelMember& member) noexcept : member_{member}, outer_{innermost_} {
        ++member_.calls_;
        innermost_ = this;
    }
    ~Call() {
        innermost_ = outer_;
        // Told within the lock: whoever waits for this may end the member.
        const std::lock_guard lock{member_.mutex_};
        --member_.calls_;
        member_.returned_.notify_all();
    }
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

    [[nodiscard]] static int count_of(const ChannelMember& member) noexcept {
        int count = 0;
        for (const Call* call = innermost_; call != nullptr; call = call->outer_) count += &call->member_ == &member ? 1 : 0;
        return count;
    }

private:
    static thread_local Call* innermost_;

    ChannelMember& member_;
    Call* outer_;
};

thread_local ChannelMember::Call* ChannelMember::Call::innermost_ = nullptr;

ChannelMember::ChannelMember(ChannelReceiver receiver) : receiver_{std::move(receiver)} {}

void ChannelMember::receive(std::string_view message) {
    std::unique_lock lock{mutex_};
    if (has_ended_ || !has_joined_ || !receiver_.receive) return;
    const Call call{*this};
    lock.unlock();
    receiver_.receive(message);
}

void ChannelMember::join() {
    std::unique_lock lock{mutex_};
    if (has_ended_ || std::exchange(has_joined_, true) || !receiver_.joined) return;
    const Call call{*this};
    lock.unlock();
    receiver_.joined();
}

void ChannelMember::part() {
    std::unique_lock lock{mutex_};
    if (has_ended_ || !std::exchange(has_joined_, false) || !receiver_.parted) return;
    const Call call{*this};
    lock.unlock();
    receiver_.parted();
}

void ChannelMember::end() noexcept {
    std::unique_lock lock{mutex_};
    has_ended_ = true;
    returned_.wait(lock, [this] { return calls_ == Call::count_of(*this); });
}

void Channels::add(const std::string& channel, ChannelMemberPtr member) {
    const std::lock_guard lock{mutex_};
    auto& members = by_channel_[channel];
    auto longer = members != nullptr ? std::make_shared<Members>(*members) : std::make_shared<Members>();
    longer->push_back(std::move(member));
    members = std::move(longer);
}

void Channels::remove(const std::string& channel, const ChannelMemberPtr& member) {
    const std::lock_guard lock{mutex_};
    const auto found = by_channel_.find(channel);
    if (found == by_channel_.end()) return;
    auto shorter = std::make_shared<Members>(*found->second);
    std::erase(*shorter, member);
    if (shorter->empty()) by_channel_.erase(found);
    else found->second = std::move(shorter);
}

bool Channels::has(const std::string& channel) const {
    const std::lock_guard lock{mutex_};
    return by_channel_.contains(channel);
}

std::shared_ptr<const Channels::Members> Channels::members_of(std::string_view channel) const {
    const std::lock_guard lock{mutex_};
    const auto found = by_channel_.find(channel);
    return found != by_channel_.end() ? found->second : nullptr;
}

void Channels::for_each(std::string_view channel, const std::function<void(ChannelMember&)>& act) const {
    const auto members = members_of(channel);
    if (members == nullptr) return;
    std::exception_ptr failure;
    for (const ChannelMemberPtr& member : *members) {
        try {
            act(*member);
        } catch (...) {
            if (failure == nullptr) failure = std::current_exception();
        }
    }
    if (failure != nullptr) std::rethrow_exception(failure);
}

}  // namespace serval
