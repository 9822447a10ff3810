#pragma once

#include <chrono>

namespace serval {

/** No throttle looks further: so that its end is a time of the clock. */
inline constexpr std::chrono::seconds longest_period = std::chrono::days{366};

}  // namespace serval
