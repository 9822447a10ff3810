#pragma once

#include <chrono>
#include <compare>
#include <string>
#include <string_view>

#include <serval/model/text_form.hpp>

namespace serval {

/** A time on the clock, from 00:00 to the last microsecond before 24:00, of no particular day or zone. */
class TimeOfDay {
public:
    using Duration = std::chrono::microseconds;

    /** Midnight. */
    constexpr TimeOfDay() noexcept = default;
    /** @throws std::invalid_argument unless 0 ≤ `since_midnight` < 24 h. */
    explicit TimeOfDay(Duration since_midnight);

    [[nodiscard]] constexpr Duration since_midnight() const noexcept { return since_midnight_; }
    /** Split into `hours()`, `minutes()`, `seconds()` and `subseconds()`. */
    [[nodiscard]] constexpr std::chrono::hh_mm_ss<Duration> split() const noexcept {
        return std::chrono::hh_mm_ss<Duration>{since_midnight_};
    }

    friend constexpr bool operator==(const TimeOfDay&, const TimeOfDay&) noexcept = default;
    friend constexpr auto operator<=>(const TimeOfDay&, const TimeOfDay&) noexcept = default;

private:
    Duration since_midnight_{0};
};

/** Reads `hh:mm`, `hh:mm:ss` and fractions of a second, of which digits past the sixth are cut off. A zone, 24:00 and
    the leap second 60 are refused. Writes `hh:mm:ss`, and six digits of fraction unless it is zero.
*/
template <>
struct TextForm<TimeOfDay> {
    static bool parse(std::string_view text, TimeOfDay& out) noexcept;
    static void format(const TimeOfDay& value, std::string& out);
    static constexpr std::string_view format_name = "time";
    static constexpr std::string_view message = "Time has wrong format. "
                                                "Use one of these formats instead: hh:mm[:ss[.uuuuuu]].";
    static constexpr std::string_view code = "invalid";
    static constexpr std::string_view example = "14:30:00";
};

}  // namespace serval

template <>
struct std::hash<serval::TimeOfDay> {
    std::size_t operator()(const serval::TimeOfDay& value) const noexcept {
        return std::hash<serval::TimeOfDay::Duration::rep>{}(value.since_midnight().count());
    }
};
