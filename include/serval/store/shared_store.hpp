#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include <serval/store/allowance.hpp>
#include <serval/store/subscription.hpp>
#include <serval/tasks/task.hpp>
#include <serval/tasks/time_source.hpp>

namespace serval {

/** A store does not do what it was asked for: it is out of reach, or the value is not what the question takes it for. */
class StoreError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/** Whether `SharedStore::take` may take anything. */
enum class Taking : std::uint8_t {
    all_or_nothing,   // one of each when every claim is allowed, otherwise none of any
    nothing,          // only see how things stand
};

/** What requests leave for later ones: values by key, for a time, and allowances; and channels, by which all who share the store tell one
    another of it.

    Every operation is atomic, whoever else asks. An operation fails with `StoreError`, and with nothing else.
    What was kept may be gone before its time: a store has bounds. Keys of values and keys of allowances are apart.
    What is handed over by reference must last until the task has ended.

    A store that need not wait returns `Task<…>::ready(…)`, which costs no coroutine; the pipeline takes such an answer
    without suspending. A policy keeps that for nothing by returning the store's own task, or by asking from a stage.
    Thread-safe.
*/
class SharedStore {
public:
    using Time = std::chrono::system_clock::time_point;
    using Duration = std::chrono::milliseconds;

    virtual ~SharedStore() = default;

    /** The value of `key`; nothing when there is none, or its time is over. */
    [[nodiscard]] virtual Task<std::optional<std::string>> get(std::string_view key) = 0;
    /** Keep `value` under `key` for `ttl`, in the place of what was there. */
    [[nodiscard]] virtual Task<void> set(std::string_view key, std::string value, Duration ttl) = 0;
    /** The same, unless there is a value already; false when there is, which then stays as it is. */
    [[nodiscard]] virtual Task<bool> add(std::string_view key, std::string value, Duration ttl) = 0;
    /** Forget the value of `key`; false when there was none. */
    [[nodiscard]] virtual Task<bool> erase(std::string_view key) = 0;
    /** Add `by` to the number under `key`, and give what it comes to. Where there is none it begins with 0, and lasts for `ttl`
        from then on. The value is the number's decimal text.
    */
    [[nodiscard]] virtual Task<std::int64_t> increment(std::string_view key, std::int64_t by, Duration ttl) = 0;

    /** Take one of every allowance, if all of them allow it: true when it was taken. Each claim is told its standing, as it is
        afterwards. The keys of one call differ from one another. Whoever wants too much of one with a ban is banned in any case.
    */
    [[nodiscard]] virtual Task<bool> take(std::span<AllowanceClaim> claims, Taking taking = Taking::all_or_nothing) = 0;

    /** Send `message` to all who hear `channel` now, wherever they are, this process among them: to each at most once, in the order in which
        one publishes after the other. Whoever is away misses it. Any octets are a message, and a channel's name.
        A store that has no channels fails, and so does this of a store of one's own that does not say otherwise.
    */
    [[nodiscard]] virtual Task<void> publish(std::string_view channel, std::string message);
    /** Have `receiver` hear `channel` until the subscription ends. Does not wait: `joined` tells from when on.
        @throws StoreError as above. A store that is out of reach does not fail: it will be `joined`.
    */
    [[nodiscard]] virtual Subscription subscribe(std::string channel, ChannelReceiver receiver);

    /** Whether it may be out of reach, so that what needs it documents its 503. */
    [[nodiscard]] virtual bool may_be_away() const noexcept { return true; }

    /** Tell the time by `clock`, unless one is told by already. The app offers its own when it is built. A store whose time is told
        elsewhere does nothing.
    */
    virtual void use_clock(const std::shared_ptr<const TimeSource>&) {}
};

}  // namespace serval
