#include <serval/model/values/time_of_day.hpp>

#include <array>
#include <stdexcept>

#include "iso8601.hpp"

namespace serval {

TimeOfDay::TimeOfDay(Duration since_midnight) : since_midnight_{since_midnight} {
    if (since_midnight < Duration::zero() || since_midnight >= std::chrono::hours{24}) {
        throw std::invalid_argument{"a time of day is at least 00:00 and less than 24:00"};
    }
}

bool TextForm<TimeOfDay>::parse(std::string_view text, TimeOfDay& out) noexcept {
    detail::TextCursor in{text};
    std::chrono::nanoseconds since_midnight{};
    if (!detail::take_time(in, since_midnight) || !in.at_end()) return false;
    out = TimeOfDay{std::chrono::floor<TimeOfDay::Duration>(since_midnight)};
    return true;
}

void TextForm<TimeOfDay>::format(const TimeOfDay& value, std::string& out) {
    constexpr std::int64_t per_second = TimeOfDay::Duration::period::den;
    std::array<char, std::string_view{"23:59:59.999999"}.size()> text;
    char* end = detail::write_clock(text.data(), std::chrono::floor<std::chrono::seconds>(value.since_midnight()));
    out.append(text.data(), detail::write_fraction(end, value.since_midnight().count() % per_second, per_second));
}

}  // namespace serval
