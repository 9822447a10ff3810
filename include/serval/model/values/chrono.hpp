#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include <serval/model/text_form.hpp>

namespace serval {
namespace detail {

/** How many ticks of a clock make how many seconds; one of the two is 1. */
struct Tick {
    std::int64_t seconds;
    std::int64_t per_second;
};

bool parse_date_time(std::string_view text, std::int64_t ticks_per_second, std::int64_t& ticks) noexcept;
void format_date_time(std::int64_t ticks, std::int64_t ticks_per_second, std::string& out);
bool parse_duration(std::string_view text, Tick tick, std::int64_t& count) noexcept;
void format_duration(std::int64_t count, Tick tick, std::string& out);

template <class Duration>
concept WholeTicks = std::signed_integral<typename Duration::rep> && sizeof(typename Duration::rep) == sizeof(std::int64_t);

/** Seconds, milliseconds, microseconds or nanoseconds, counted in 64 bits. */
template <class Duration>
concept DecimalTicks = WholeTicks<Duration> && Duration::period::num == 1 &&
                       (Duration::period::den == 1 || Duration::period::den == 1'000 || Duration::period::den == 1'000'000 ||
                        Duration::period::den == 1'000'000'000);

/** Those, or a whole number of seconds: minutes, hours, days, weeks. */
template <class Duration>
concept DurationTicks = DecimalTicks<Duration> || (WholeTicks<Duration> && Duration::period::den == 1);

}  // namespace detail

/** Reads and writes `YYYY-MM-DD` (RFC 3339 §5.6 full-date) for the years 0000 to 9999.
    Writing a date that is not `ok()` or lies outside these years throws std::domain_error.
*/
template <>
struct TextForm<std::chrono::year_month_day> {
    static bool parse(std::string_view text, std::chrono::year_month_day& out) noexcept;
    static void format(const std::chrono::year_month_day& value, std::string& out);
    static constexpr std::string_view format_name = "date";
    static constexpr std::string_view message = "Date has wrong format. Use one of these formats instead: YYYY-MM-DD.";
    static constexpr std::string_view code = "invalid";
    static constexpr std::string_view example = "2024-05-01";
};

/** Reads RFC 3339 §5.6 date-times: `YYYY-MM-DDThh:mm[:ss[.uuuuuu]][Z|±hh:mm]`, also with a blank for the `T`, a comma
    for the point, and an offset of `±hhmm` or `±hh`; without an offset it is UTC. Digits finer than the type are cut off.

    Refused: what lies outside the years 0000 to 9999 or outside the type's range; 24:00; and the leap second 60, which
    the system clock has no place for. Writes UTC with `Z`, and as many digits of fraction as the type counts (3, 6, 9)
    unless they are zero; a time outside those years throws std::domain_error.
*/
template <detail::DecimalTicks Duration>
struct TextForm<std::chrono::time_point<std::chrono::system_clock, Duration>> {
    using Value = std::chrono::time_point<std::chrono::system_clock, Duration>;

    static bool parse(std::string_view text, Value& out) noexcept {
        std::int64_t ticks = 0;
        if (!detail::parse_date_time(text, Duration::period::den, ticks)) return false;
        out = Value{Duration{ticks}};
        return true;
    }
    static void format(const Value& value, std::string& out) {
        detail::format_date_time(value.time_since_epoch().count(), Duration::period::den, out);
    }
    static constexpr std::string_view format_name = "date-time";
    static constexpr std::string_view message = "Datetime has wrong format. Use one of these formats instead: "
                                                "YYYY-MM-DDThh:mm[:ss[.uuuuuu]][+HH:MM|-HH:MM|Z].";
    static constexpr std::string_view code = "invalid";
    static constexpr std::string_view example = "2024-05-01T14:30:00Z";
};

/** Reads ISO 8601 durations (`P3DT4H5M6.5S`, a sign in front, weeks too, a fraction in the last place) and Django's
    `[DD] [HH:[MM:]]ss[.uuuuuu]` (`3 04:05:06.5`, where `4:05` is minutes and seconds).

    Refused: years and months, which have no fixed length; what the type cannot hold, be it too long or too fine.
    Writes the ISO form, `PT0S` for zero; one of more than 2^63 seconds throws std::domain_error.
*/
template <class Rep, class Period>
    requires detail::DurationTicks<std::chrono::duration<Rep, Period>>
struct TextForm<std::chrono::duration<Rep, Period>> {
    using Value = std::chrono::duration<Rep, Period>;

    static bool parse(std::string_view text, Value& out) noexcept {
        std::int64_t count = 0;
        if (!detail::parse_duration(text, tick, count)) return false;
        out = Value{count};
        return true;
    }
    static void format(const Value& value, std::string& out) { detail::format_duration(value.count(), tick, out); }
    static constexpr std::string_view format_name = "duration";
    static constexpr std::string_view message = "Duration has wrong format. Use one of these formats instead: "
                                                "[DD] [HH:[MM:]]ss[.uuuuuu].";
    static constexpr std::string_view code = "invalid";
    static constexpr std::string_view example = "P3DT4H5M6S";

private:
    static constexpr detail::Tick tick{Period::num, Period::den};
};

}  // namespace serval
