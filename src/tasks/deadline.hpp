#pragma once

#include <serval/tasks/loop.hpp>

namespace serval::detail {

/** The time `delay` from now; for a delay that the clock cannot hold, such as `duration::max()`, the last time there is. */
[[nodiscard]] inline Loop::Clock::time_point deadline_after(Loop::Clock::duration delay) noexcept {
    const auto now = Loop::Clock::now();
    return delay < Loop::Clock::time_point::max() - now ? now + delay : Loop::Clock::time_point::max();
}

}  // namespace serval::detail
