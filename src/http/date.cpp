#include <serval/http/date.hpp>

#include <algorithm>
#include <span>
#include <stdexcept>

#include "detail/clock_text.hpp"

namespace serval {
namespace {

using detail::TextCursor;
using std::chrono::sys_days;
using std::chrono::sys_seconds;

constexpr std::array<std::string_view, 7> short_days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 7> long_days{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                    "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Moment {
    unsigned year = 0;
    unsigned month = 0;
    unsigned day = 0;
    unsigned hour = 0;
    unsigned minute = 0;
    unsigned second = 0;
};

bool take_day_name(TextCursor& in, std::span<const std::string_view> names) noexcept {
    return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return in.take(name); });
}

bool take_month(TextCursor& in, unsigned& month) noexcept {
    const auto found = std::find_if(months.begin(), months.end(), [&](std::string_view name) { return in.take(name); });
    month = static_cast<unsigned>(found - months.begin()) + 1;
    return found != months.end();
}

bool take_clock(TextCursor& in, Moment& moment) noexcept {
    return in.digits(2, moment.hour) && in.take(':') && in.digits(2, moment.minute) && in.take(':') &&
           in.digits(2, moment.second);
}

/** `06 Nov 1994 08:49:37 GMT` with the separator and the size of the year as its form has them. */
bool take_rest(TextCursor& in, char separator, std::size_t year_size, Moment& moment) noexcept {
    return in.digits(2, moment.day) && in.take(separator) && take_month(in, moment.month) && in.take(separator) &&
           in.digits(year_size, moment.year) && in.take(' ') && take_clock(in, moment) && in.take(" GMT") && in.at_end();
}

bool read_imf_fixdate(std::string_view text, Moment& moment) noexcept {
    TextCursor in{text};
    return take_day_name(in, short_days) && in.take(", ") && take_rest(in, ' ', 4, moment);
}

/** The year that ends in the two digits given and is nearest to now's. */
unsigned full_year(unsigned two_digits, sys_seconds now) noexcept {
    const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(now)};
    const int earliest = static_cast<int>(today.year()) - 49;
    const int past_earliest = (static_cast<int>(two_digits) - earliest % 100 + 100) % 100;
    return static_cast<unsigned>(earliest + past_earliest);
}

bool read_rfc850(std::string_view text, sys_seconds now, Moment& moment) noexcept {
    TextCursor in{text};
    if (!take_day_name(in, long_days) || !in.take(", ") || !take_rest(in, '-', 2, moment)) return false;
    moment.year = full_year(moment.year, now);
    return true;
}

bool read_asctime(std::string_view text, Moment& moment) noexcept {
    TextCursor in{text};
    if (!take_day_name(in, short_days) || !in.take(' ') || !take_month(in, moment.month) || !in.take(' ')) return false;
    const std::size_t day_size = in.take(' ') ? 1 : 2;
    return in.digits(day_size, moment.day) && in.take(' ') && take_clock(in, moment) && in.take(' ') &&
           in.digits(4, moment.year) && in.at_end();
}

std::optional<sys_seconds> time_of(const Moment& moment) noexcept {
    const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(moment.year)}, std::chrono::month{moment.month},
                                           std::chrono::day{moment.day}};
    if (!date.ok() || moment.hour > 23 || moment.minute > 59 || moment.second > 60) return std::nullopt;
    const sys_seconds time = sys_days{date} + std::chrono::hours{moment.hour} + std::chrono::minutes{moment.minute} +
                             std::chrono::seconds{moment.second};
    return detail::has_four_digit_year(time) ? std::optional{time} : std::nullopt;
}

char* write_text(char* to, std::string_view text) noexcept { return std::copy(text.begin(), text.end(), to); }

}  // namespace

HttpDate::HttpDate(sys_seconds time) {
    if (!detail::has_four_digit_year(time)) {
        throw std::domain_error{"a time outside the years 0000 to 9999 has no HTTP date (RFC 9110, section 5.6.7)"};
    }
    const sys_days day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    char* to = write_text(text_.data(), short_days[std::chrono::weekday{day}.c_encoding()]);
    to = write_text(to, ", ");
    to = detail::write_digits(to, static_cast<unsigned>(date.day()), 2);
    *to++ = ' ';
    to = write_text(to, months[static_cast<unsigned>(date.month()) - 1]);
    *to++ = ' ';
    to = detail::write_digits(to, static_cast<unsigned>(static_cast<int>(date.year())), 4);
    *to++ = ' ';
    to = detail::write_clock(to, time - day);
    write_text(to, " GMT");
}

std::optional<sys_seconds> parse_http_date(std::string_view text, sys_seconds now) noexcept {
    Moment moment;
    const bool read = read_imf_fixdate(text, moment) || read_rfc850(text, now, moment) || read_asctime(text, moment);
    return read ? time_of(moment) : std::nullopt;
}

}  // namespace serval
