#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include <serval/detail/type_id.hpp>
#include <serval/detail/unique_function.hpp>

namespace serval {

/** One thread's event loop: where an exchange and its coroutines live.

    Work posted from anywhere runs on the loop's own thread, one piece at a time, in order. What belongs to an
    exchange is touched on its home loop only, so that it needs no lock.
*/
class Loop {
public:
    using Clock = std::chrono::steady_clock;
    using TimerId = std::uint64_t;   // never 0

    virtual ~Loop() = default;

    /** Run `work` on the loop's thread, later, never inside this call. Thread-safe. */
    virtual void post(UniqueFunction<void()> work) = 0;

    /** Run `work` when `delay` has passed. From the loop's thread only. */
    virtual TimerId call_after(Clock::duration delay, UniqueFunction<void()> work) = 0;
    /** Drop a timer; true when its work will not run any more. From the loop's thread only. */
    virtual bool cancel(TimerId timer) = 0;

    /** The object of type `type` that this loop is built on, or null: how <serval/asio.hpp> reaches the io_context. */
    [[nodiscard]] virtual void* native(TypeId type) noexcept;

    /** Whether the caller runs on the loop's thread. */
    [[nodiscard]] bool is_current() const noexcept { return current() == this; }

    /** The loop that the calling thread runs, or null on a thread that runs none. */
    [[nodiscard]] static Loop* current() noexcept;

    /** Where the work comes from that the loop's thread is at; empty while nobody has said so. The text outlives the loop.
        Thread-safe: for whoever asks why a loop does not answer.
    */
    [[nodiscard]] std::string_view held_by() const noexcept;

    /** While it lives, the loop's thread, which makes it, is at work that comes from `origin`: text that outlives the loop,
        or null for whence the work around it comes.
    */
    class Held {
    public:
        Held(Loop& loop, const std::string* origin) noexcept
            : holder_{loop.holder_}, outer_{holder_.load(std::memory_order_relaxed)} {
            if (origin != nullptr) holder_.store(origin, std::memory_order_relaxed);
        }
        ~Held() { holder_.store(outer_, std::memory_order_relaxed); }
        Held(const Held&) = delete;
        Held& operator=(const Held&) = delete;

    private:
        std::atomic<const std::string*>& holder_;
        const std::string* outer_;
    };

protected:
    /** While it lives, the calling thread is `loop`'s. */
    class Running {
    public:
        explicit Running(Loop& loop) noexcept;
        ~Running();
        Running(const Running&) = delete;
        Running& operator=(const Running&) = delete;

    private:
        Loop* outer_;
    };

private:
    std::atomic<const std::string*> holder_{nullptr};
};

}  // namespace serval
