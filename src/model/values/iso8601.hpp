#pragma once

#include <chrono>
#include <cstdint>

#include "detail/clock_text.hpp"

namespace serval::detail {

/** Take `YYYY-MM-DD`, a day that exists. */
bool take_date(TextCursor& in, std::chrono::year_month_day& date) noexcept;

/** Take `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fff…`; digits past the ninth are cut off. */
bool take_time(TextCursor& in, std::chrono::nanoseconds& since_midnight) noexcept;

/** Write `YYYY-MM-DD`; the place behind it. `date` is ok and of the years 0000 to 9999. */
char* write_date(char* to, const std::chrono::year_month_day& date) noexcept;

/** Write `.` and the ticks behind the second, unless they are zero; the place behind it.
    `ticks_per_second` is a power of ten.
*/
char* write_fraction(char* to, std::int64_t ticks, std::int64_t ticks_per_second) noexcept;

/** Join seconds and ticks, less than a second's, into a count of ticks. False when that takes more than 64 bits. */
bool join_ticks(std::int64_t seconds, std::int64_t ticks, std::int64_t ticks_per_second, std::int64_t& count) noexcept;

}  // namespace serval::detail
