#include "store/sliding_log.hpp"

#include <algorithm>

namespace serval {
namespace {

/** How long takings share a mark. */
std::chrono::nanoseconds moment(const Allowance& allowance) {
    if (allowance.amount <= SlidingLog::most_marks) return std::chrono::nanoseconds{0};
    return std::chrono::nanoseconds{allowance.period} / static_cast<std::int64_t>(SlidingLog::most_marks);
}

}  // namespace

Standing SlidingLog::stand(const Allowance& allowance, Time now) {
    forget(allowance, now);
    if (taken_ >= allowance.amount) return {.wait = first_free(allowance) - now};
    Standing standing{.is_allowed = true, .remaining = allowance.amount - taken_};
    if (!marks_.empty()) standing.wait = marks_.front().last + allowance.period - now;
    return standing;
}

void SlidingLog::take(const Allowance& allowance, Time now) {
    // Threads that ask together may bring their times in another order.
    const Time then = marks_.empty() ? now : std::max(now, marks_.back().last);
    if (!marks_.empty() && then - newest_began_ <= moment(allowance)) {
        marks_.back().last = then;
        ++marks_.back().count;
    } else {
        marks_.push_back({then, 1});
        newest_began_ = then;
    }
    ++taken_;
}

SlidingLog::Time SlidingLog::idle_at(const Allowance& allowance) const {
    return marks_.empty() ? Time::min() : marks_.back().last + allowance.period;
}

void SlidingLog::forget(const Allowance& allowance, Time now) {
    const bool clock_went_back = !marks_.empty() && marks_.back().last > now + allowance.period;
    const auto stays = [&](const Mark& mark) { return !clock_went_back && mark.last + allowance.period > now; };
    const auto first = std::find_if(marks_.begin(), marks_.end(), stays);
    for (auto mark = marks_.begin(); mark != first; ++mark) taken_ -= mark->count;
    marks_.erase(marks_.begin(), first);
}

/** When enough is forgotten for one more. The amount may have been larger when it was taken. */
SlidingLog::Time SlidingLog::first_free(const Allowance& allowance) const {
    std::uint64_t left = taken_;
    for (const Mark& mark : marks_) {
        left -= mark.count;
        if (left < allowance.amount) return mark.last + allowance.period;
    }
    return Time::max();   // unreachable: nothing is left, and an amount is at least 1
}

}  // namespace serval
