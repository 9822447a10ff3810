#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include <serval/tasks/loop.hpp>

namespace serval {

/** The timers of one loop, the earliest first; of equal ones the one set first. Not thread-safe.
    Setting, cancelling and taking cost the logarithm of how many there are.
*/
class TimerHeap {
public:
    using Clock = Loop::Clock;
    using TimerId = Loop::TimerId;

    TimerId add(Clock::time_point due, UniqueFunction<void()> work);
    /** Forget a timer; false when it has been taken or cancelled before. */
    bool cancel(TimerId timer);
    [[nodiscard]] std::optional<Clock::time_point> earliest() const noexcept;
    /** Take the work of the earliest timer out if that is due at `now`; an empty function otherwise. */
    [[nodiscard]] UniqueFunction<void()> take_due(Clock::time_point now);

private:
    struct Entry {
        Clock::time_point due;
        std::uint64_t sequence;
        std::uint32_t slot;

        [[nodiscard]] bool before(const Entry& other) const noexcept {
            return due != other.due ? due < other.due : sequence < other.sequence;
        }
    };

    // A slot is used again and again; its generation tells an old timer's id from the present one's.
    struct Slot {
        UniqueFunction<void()> work;
        std::size_t position = 0;
        std::uint32_t generation = 0;
    };

    [[nodiscard]] std::uint32_t free_slot();
    [[nodiscard]] UniqueFunction<void()> remove(std::size_t position);
    void place(std::size_t position, Entry entry) noexcept;
    void sift_up(std::size_t position) noexcept;
    void sift_down(std::size_t position) noexcept;

    std::vector<Entry> heap_;
    std::vector<Slot> slots_;
    std::vector<std::uint32_t> free_;
    std::uint64_t next_sequence_ = 0;
};

}  // namespace serval
