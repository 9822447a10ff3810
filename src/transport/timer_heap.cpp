#include "transport/timer_heap.hpp"

#include <utility>

namespace serval {

TimerHeap::TimerId TimerHeap::add(Clock::time_point due, UniqueFunction<void()> work) {
    const std::uint32_t slot = free_slot();
    heap_.push_back(Entry{due, next_sequence_++, slot});
    slots_[slot].work = std::move(work);
    const std::uint32_t generation = ++slots_[slot].generation;
    slots_[slot].position = heap_.size() - 1;
    sift_up(heap_.size() - 1);
    return (TimerId{generation} << 32) | slot;
}

bool TimerHeap::cancel(TimerId timer) {
    const auto slot = static_cast<std::uint32_t>(timer);
    const auto generation = static_cast<std::uint32_t>(timer >> 32);
    if (slot >= slots_.size() || slots_[slot].generation != generation || !slots_[slot].work) return false;
    const UniqueFunction<void()> dropped = remove(slots_[slot].position);
    return true;
}

std::optional<TimerHeap::Clock::time_point> TimerHeap::earliest() const noexcept {
    if (heap_.empty()) return std::nullopt;
    return heap_.front().due;
}

UniqueFunction<void()> TimerHeap::take_due(Clock::time_point now) {
    if (heap_.empty() || heap_.front().due > now) return {};
    return remove(0);
}

std::uint32_t TimerHeap::free_slot() {
    if (free_.empty()) {
        slots_.emplace_back();
        free_.reserve(slots_.capacity());   // so that removing needs no memory
        return static_cast<std::uint32_t>(slots_.size() - 1);
    }
    const std::uint32_t slot = free_.back();
    free_.pop_back();
    return slot;
}

UniqueFunction<void()> TimerHeap::remove(std::size_t position) {
    const std::uint32_t slot = heap_[position].slot;
    const Entry last = heap_.back();
    heap_.pop_back();
    if (position < heap_.size()) {
        place(position, last);
        sift_up(position);
        sift_down(slots_[last.slot].position);
    }
    free_.push_back(slot);
    return std::move(slots_[slot].work);
}

void TimerHeap::place(std::size_t position, Entry entry) noexcept {
    heap_[position] = entry;
    slots_[entry.slot].position = position;
}

void TimerHeap::sift_up(std::size_t position) noexcept {
    const Entry entry = heap_[position];
    for (; position > 0 && entry.before(heap_[(position - 1) / 2]); position = (position - 1) / 2) {
        place(position, heap_[(position - 1) / 2]);
    }
    place(position, entry);
}

void TimerHeap::sift_down(std::size_t position) noexcept {
    const Entry entry = heap_[position];
    for (std::size_t child = 2 * position + 1; child < heap_.size(); child = 2 * position + 1) {
        if (child + 1 < heap_.size() && heap_[child + 1].before(heap_[child])) ++child;
        if (!heap_[child].before(entry)) break;
        place(position, heap_[child]);
        position = child;
    }
    place(position, entry);
}

}  // namespace serval
