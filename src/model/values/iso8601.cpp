#include "iso8601.hpp"

namespace serval::detail {
namespace {

constexpr unsigned last_hour = 23;
constexpr unsigned last_minute = 59;
constexpr unsigned last_second = 59;

bool take_seconds(TextCursor& in, unsigned& second, std::uint32_t& nanoseconds) noexcept {
    if (!in.digits(2, second)) return false;
    bool exact = true;
    return !in.take_any(".,") || in.billionths(nanoseconds, exact);
}

}  // namespace

bool take_date(TextCursor& in, std::chrono::year_month_day& date) noexcept {
    unsigned year = 0;
    unsigned month = 0;
    unsigned day = 0;
    const bool complete = in.digits(4, year) && in.take('-') && in.digits(2, month) && in.take('-') && in.digits(2, day);
    date = {std::chrono::year{static_cast<int>(year)}, std::chrono::month{month}, std::chrono::day{day}};
    return complete && date.ok();
}

bool take_time(TextCursor& in, std::chrono::nanoseconds& since_midnight) noexcept {
    unsigned hour = 0;
    unsigned minute = 0;
    unsigned second = 0;
    std::uint32_t nanoseconds = 0;
    if (!(in.digits(2, hour) && in.take(':') && in.digits(2, minute))) return false;
    if (in.take(':') && !take_seconds(in, second, nanoseconds)) return false;
    since_midnight = std::chrono::hours{hour} + std::chrono::minutes{minute} + std::chrono::seconds{second} +
                     std::chrono::nanoseconds{nanoseconds};
    return hour <= last_hour && minute <= last_minute && second <= last_second;
}

char* write_date(char* to, const std::chrono::year_month_day& date) noexcept {
    to = write_digits(to, static_cast<std::uint64_t>(static_cast<int>(date.year())), 4);
    *to++ = '-';
    to = write_digits(to, static_cast<unsigned>(date.month()), 2);
    *to++ = '-';
    return write_digits(to, static_cast<unsigned>(date.day()), 2);
}

char* write_fraction(char* to, std::int64_t ticks, std::int64_t ticks_per_second) noexcept {
    if (ticks == 0) return to;
    *to++ = '.';
    int places = 0;
    for (std::int64_t rest = ticks_per_second; rest > 1; rest /= 10) ++places;
    return write_digits(to, static_cast<std::uint64_t>(ticks), places);
}

bool join_ticks(std::int64_t seconds, std::int64_t ticks, std::int64_t ticks_per_second, std::int64_t& count) noexcept {
    // With one sign for both parts, the product is in range whenever the sum is.
    if (seconds < 0 && ticks > 0) {
        ++seconds;
        ticks -= ticks_per_second;
    } else if (seconds > 0 && ticks < 0) {
        --seconds;
        ticks += ticks_per_second;
    }
    return !__builtin_mul_overflow(seconds, ticks_per_second, &count) && !__builtin_add_overflow(count, ticks, &count);
}

}  // namespace serval::detail
