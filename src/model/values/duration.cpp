#include <serval/model/values/chrono.hpp>

#include <array>
#include <charconv>
#include <limits>
#include <span>
#include <stdexcept>

#include "iso8601.hpp"

namespace serval {
namespace {

using detail::TextCursor;
using detail::Tick;

constexpr std::uint64_t seconds_per_minute = 60;
constexpr std::uint64_t seconds_per_hour = 3600;
constexpr std::uint64_t seconds_per_day = 86'400;
constexpr std::uint64_t nanoseconds_per_second = 1'000'000'000;
constexpr std::uint64_t past_most_seconds = std::uint64_t{1} << 63U;

/** A length of time without its sign. */
struct Length {
    std::uint64_t seconds = 0;
    std::uint64_t nanoseconds = 0;   // less than a second's
};

/** The same with a sign; both parts may bear one of their own. */
struct Span {
    std::int64_t seconds = 0;
    std::int64_t nanoseconds = 0;
};

bool multiply_add(std::uint64_t& sum, std::uint64_t factor, std::uint64_t more) noexcept {
    return !__builtin_mul_overflow(sum, factor, &sum) && !__builtin_add_overflow(sum, more, &sum);
}

/** Take `.5` or `,5` where there is one, in billionths. One with digits that are finer and not zero is refused. */
bool take_fraction(TextCursor& in, std::uint32_t& billionths, bool& present) noexcept {
    bool exact = true;
    present = in.take_any(".,");
    return !present || (in.billionths(billionths, exact) && exact);
}

bool give_sign(const Length& length, bool negative, Span& span) noexcept {
    if (length.seconds > past_most_seconds - (negative ? 0 : 1)) return false;
    const auto nanoseconds = static_cast<std::int64_t>(length.nanoseconds);
    span.seconds = static_cast<std::int64_t>(negative ? 0 - length.seconds : length.seconds);
    span.nanoseconds = negative ? -nanoseconds : nanoseconds;
    return true;
}

struct Unit {
    char designator;
    std::uint64_t seconds;
};
using Units = std::span<const Unit>;

constexpr std::array<Unit, 2> date_units{{{'W', 7 * seconds_per_day}, {'D', seconds_per_day}}};
constexpr std::array<Unit, 3> time_units{{{'H', seconds_per_hour}, {'M', seconds_per_minute}, {'S', 1}}};

bool add(Length& total, const Unit& unit, std::uint64_t count, std::uint64_t billionths) noexcept {
    const std::uint64_t nanoseconds = total.nanoseconds + billionths * unit.seconds;
    total.nanoseconds = nanoseconds % nanoseconds_per_second;
    return multiply_add(count, unit.seconds, nanoseconds / nanoseconds_per_second) && multiply_add(total.seconds, 1, count);
}

/** Take a number and its designator, one of `units`; then only those after it are left, and none after a fraction. */
bool take_component(TextCursor& in, Units& units, Length& total, bool& complete) noexcept {
    std::uint64_t count = 0;
    std::uint32_t billionths = 0;
    if (complete || !in.number(count) || !take_fraction(in, billionths, complete)) return false;
    while (!units.empty() && !in.take(units.front().designator)) units = units.subspan(1);
    if (units.empty()) return false;
    const Unit& unit = units.front();
    units = units.subspan(1);
    return add(total, unit, count, billionths);
}

/** What follows the `P` of an ISO 8601 duration. */
bool take_iso(TextCursor& in, Length& total) noexcept {
    Units date{date_units};
    Units time{time_units};
    bool complete = false;
    if (in.at_end()) return false;
    while (!in.at_end() && !in.is_at('T')) {
        if (!take_component(in, date, total, complete)) return false;
    }
    if (!in.take('T')) return true;
    do {
        if (!take_component(in, time, total, complete)) return false;
    } while (!in.at_end());
    return true;
}

/** `[HH:[MM:]]ss[.uuuuuu]`, no number of which is bounded by the next greater unit. */
bool take_clock(TextCursor& in, Length& total) noexcept {
    if (!in.number(total.seconds)) return false;
    for (int further = 0; further < 2 && in.take(':'); ++further) {
        std::uint64_t count = 0;
        if (!in.number(count) || !multiply_add(total.seconds, 60, count)) return false;
    }
    std::uint32_t billionths = 0;
    bool has_fraction = false;
    if (!take_fraction(in, billionths, has_fraction)) return false;
    total.nanoseconds = billionths;
    return in.at_end();
}

/** The day count before the first blank: `-3` of `-3 04:05:06`. */
bool read_days(std::string_view text, Span& days) noexcept {
    TextCursor in{text};
    const bool negative = in.take('-');
    Length length;
    return in.number(length.seconds) && in.at_end() && multiply_add(length.seconds, seconds_per_day, 0) &&
           give_sign(length, negative, days);
}

/** Django's form. The days and the clock each have a sign of their own: `-1 12:00:00` is half a day ago. */
bool read_plain(std::string_view text, Span& span) noexcept {
    Span days;
    if (const auto blank = text.find(' '); blank != std::string_view::npos) {
        if (!read_days(text.substr(0, blank), days)) return false;
        text.remove_prefix(blank + 1);
    }
    TextCursor in{text};
    if (!in.take("days, ")) in.take("day, ");
    const bool negative = in.take('-');
    Length clock;
    return take_clock(in, clock) && give_sign(clock, negative, span) &&
           !__builtin_add_overflow(span.seconds, days.seconds, &span.seconds);
}

bool read_span(std::string_view text, Span& span) noexcept {
    TextCursor in{text};
    const bool negative = in.take('-');
    if (!negative) in.take('+');
    if (!in.take('P')) return read_plain(text, span);
    Length length;
    return take_iso(in, length) && give_sign(length, negative, span);
}

void append_component(std::string& out, std::uint64_t count, char designator) {
    if (count == 0) return;
    std::array<char, std::numeric_limits<std::uint64_t>::digits10 + 1> text;
    out.append(text.data(), std::to_chars(text.data(), text.data() + text.size(), count).ptr);
    out += designator;
}

void append_seconds(std::string& out, std::uint64_t seconds, std::uint64_t nanoseconds) {
    if (nanoseconds == 0) return append_component(out, seconds, 'S');
    std::array<char, std::string_view{"59.123456789S"}.size()> text;
    char* end = detail::write_digits(text.data(), seconds, seconds < 10 ? 1 : 2);
    *end++ = '.';
    end = detail::write_digits(end, nanoseconds, 9);
    while (end[-1] == '0') --end;
    *end++ = 'S';
    out.append(text.data(), end);
}

void append_length(std::string& out, const Length& length) {
    out += 'P';
    append_component(out, length.seconds / seconds_per_day, 'D');
    const std::uint64_t time = length.seconds % seconds_per_day;
    if (time == 0 && length.nanoseconds == 0 && length.seconds != 0) return;
    out += 'T';
    append_component(out, time / seconds_per_hour, 'H');
    append_component(out, time % seconds_per_hour / seconds_per_minute, 'M');
    append_seconds(out, time % seconds_per_minute, length.nanoseconds);
    if (out.back() == 'T') out += "0S";
}

Length length_of(std::int64_t count, Tick tick) {
    const auto per_second = static_cast<std::uint64_t>(tick.per_second);
    const std::uint64_t size = count < 0 ? 0 - static_cast<std::uint64_t>(count) : static_cast<std::uint64_t>(count);
    Length length{size / per_second, size % per_second * (nanoseconds_per_second / per_second)};
    if (!multiply_add(length.seconds, static_cast<std::uint64_t>(tick.seconds), 0) || length.seconds > past_most_seconds) {
        throw std::domain_error{"a duration of more than 2^63 seconds has no text"};
    }
    return length;
}

}  // namespace

bool detail::parse_duration(std::string_view text, Tick tick, std::int64_t& count) noexcept {
    Span span;
    if (!read_span(text, span)) return false;
    const std::int64_t nanoseconds_per_tick = static_cast<std::int64_t>(nanoseconds_per_second) / tick.per_second;
    if (span.nanoseconds % nanoseconds_per_tick != 0 || span.seconds % tick.seconds != 0) return false;
    return join_ticks(span.seconds / tick.seconds, span.nanoseconds / nanoseconds_per_tick, tick.per_second, count);
}

void detail::format_duration(std::int64_t count, Tick tick, std::string& out) {
    const Length length = length_of(count, tick);
    if (count < 0) out += '-';
    append_length(out, length);
}

}  // namespace serval
