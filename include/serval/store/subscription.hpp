#pragma once

#include <string_view>
#include <utility>

#include <serval/detail/shared_function.hpp>
#include <serval/detail/unique_function.hpp>

namespace serval {

/** Hears what is published on a channel.

    It is called on threads that are not its own, with no lock held: in memory on whichever thread publishes, within `publish`, so on
    several at once; from Redis on a thread of the store's, one call after the other. So it is thread-safe, waits for nothing, and has a
    `Loop` do the rest (`post`), publishing included. It may subscribe, and end its own subscription.
*/
struct ChannelReceiver {
    SharedFunction<void(std::string_view message)> receive{};
    /** What is published from now on is received: told once it is so, and again after each `parted`. */
    SharedFunction<void()> joined{};
    /** What is published from now on is missed, until `joined`. Whoever keeps what messages are to change forgets it now, and keeps
        nothing until then.
    */
    SharedFunction<void()> parted{};
};

/** That somebody hears a channel, for as long as this lives. It may outlive the store. */
class Subscription {
public:
    /** One that has ended. */
    Subscription() = default;
    /** @param end  What it takes to end it; called once. */
    explicit Subscription(UniqueFunction<void()> end) : end_{std::move(end)} {}
    Subscription(Subscription&&) noexcept = default;
    Subscription& operator=(Subscription&& other) noexcept {
        UniqueFunction<void()> end = std::move(other.end_);
        this->end();
        end_ = std::move(end);
        return *this;
    }
    ~Subscription() { end(); }

    /** Have the receiver called no more: not after this returns. Waits for calls that are under way on other threads, not for one that this is
        called from.
    */
    void end() noexcept {
        if (auto end = std::exchange(end_, {})) end();
    }
    [[nodiscard]] bool has_ended() const noexcept { return !end_; }

private:
    UniqueFunction<void()> end_;
};

}  // namespace serval
