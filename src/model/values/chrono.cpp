#include <serval/model/values/chrono.hpp>

#include <array>
#include <ratio>
#include <stdexcept>

#include "iso8601.hpp"

namespace serval {
namespace {

using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

/** Take what says how far local time is ahead of UTC; nothing is UTC itself. */
bool take_offset(detail::TextCursor& in, seconds& offset) noexcept {
    if (in.at_end() || in.take_any("Zz")) return true;
    const bool behind = in.take('-');
    if (!behind && !in.take('+')) return false;
    unsigned hours = 0;
    unsigned minutes = 0;
    if (!in.digits(2, hours)) return false;
    if (!in.at_end() && (in.take(':'), !in.digits(2, minutes))) return false;
    const seconds size = std::chrono::hours{hours} + std::chrono::minutes{minutes};
    offset = behind ? -size : size;
    return hours <= 23 && minutes <= 59;
}

sys_seconds floor_second(std::int64_t ticks, std::int64_t per_second) noexcept {
    return sys_seconds{seconds{ticks / per_second - (ticks % per_second < 0 ? 1 : 0)}};
}

}  // namespace

bool detail::parse_date_time(std::string_view text, std::int64_t ticks_per_second, std::int64_t& ticks) noexcept {
    TextCursor in{text};
    std::chrono::year_month_day date;
    std::chrono::nanoseconds time{};
    seconds offset{};
    if (!take_date(in, date) || !in.take_any("Tt ") || !take_time(in, time)) return false;
    if (!take_offset(in, offset) || !in.at_end()) return false;
    const sys_seconds second = sys_days{date} + std::chrono::floor<seconds>(time) - offset;
    if (!has_four_digit_year(second)) return false;
    const std::int64_t fraction = time.count() % std::nano::den / (std::nano::den / ticks_per_second);
    return join_ticks(second.time_since_epoch().count(), fraction, ticks_per_second, ticks);
}

void detail::format_date_time(std::int64_t ticks, std::int64_t ticks_per_second, std::string& out) {
    const sys_seconds second = floor_second(ticks, ticks_per_second);
    if (!has_four_digit_year(second)) {
        throw std::domain_error{"a date-time outside the years 0000 to 9999 has no RFC 3339 text"};
    }
    const sys_days day = std::chrono::floor<days>(second);
    const std::int64_t fraction = (ticks % ticks_per_second + ticks_per_second) % ticks_per_second;
    std::array<char, 32> text;
    char* end = write_date(text.data(), std::chrono::year_month_day{day});
    *end++ = 'T';
    end = write_fraction(write_clock(end, second - day), fraction, ticks_per_second);
    *end++ = 'Z';
    out.append(text.data(), end);
}

bool TextForm<std::chrono::year_month_day>::parse(std::string_view text, std::chrono::year_month_day& out) noexcept {
    detail::TextCursor in{text};
    std::chrono::year_month_day date;
    if (!detail::take_date(in, date) || !in.at_end()) return false;
    out = date;
    return true;
}

void TextForm<std::chrono::year_month_day>::format(const std::chrono::year_month_day& value, std::string& out) {
    if (!value.ok() || !detail::has_four_digit_year(sys_days{value})) {
        throw std::domain_error{"a date that does not exist or lies outside the years 0000 to 9999 has no RFC 3339 text"};
    }
    std::array<char, 10> text;
    out.append(text.data(), detail::write_date(text.data(), value));
}

}  // namespace serval
