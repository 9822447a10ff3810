#pragma once

#include <chrono>

#include "detail/text_cursor.hpp"

namespace serval::detail {

/** Whether a time's year, in UTC, is written with four digits: what RFC 3339 and HTTP's dates have room for. */
constexpr bool has_four_digit_year(std::chrono::sys_seconds time) noexcept {
    constexpr std::chrono::sys_seconds begin = std::chrono::sys_days{std::chrono::year{0} / 1 / 1};
    constexpr std::chrono::sys_seconds end = std::chrono::sys_days{std::chrono::year{10'000} / 1 / 1};
    return begin <= time && time < end;
}

/** Write a time of day as `hh:mm:ss`; the place behind it. */
inline char* write_clock(char* to, std::chrono::seconds since_midnight) noexcept {
    const auto seconds = static_cast<std::uint64_t>(since_midnight.count());
    to = write_digits(to, seconds / 3600, 2);
    *to++ = ':';
    to = write_digits(to, seconds / 60 % 60, 2);
    *to++ = ':';
    return write_digits(to, seconds % 60, 2);
}

}  // namespace serval::detail
