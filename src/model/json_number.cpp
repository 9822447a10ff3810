#include "model/json_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace serval::detail {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/** Decimals of so many digits are quotients of two whole numbers that a double holds exactly, and division rounds rightly. */
constexpr std::size_t short_digits = 15;
constexpr std::array powers_of_ten{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

/** Note a decimal's digits, which are `whole` and, behind the point, `fraction`. */
void note_decimal(JsonNumber& number, std::size_t whole, std::string_view fraction) noexcept {
    if (whole + fraction.size() > short_digits) return;
    number.unscaled = number.magnitude;
    for (const char c : fraction) number.unscaled = number.unscaled * 10 + static_cast<std::uint64_t>(c - '0');
    number.places = fraction.size();
}

/** Whether a number outside double's range is too small rather than too large: by the place of its first digit that is not 0. */
bool is_tiny(std::string_view text) noexcept {
    const auto exponent_at = std::min(text.find_first_of("eE"), text.size());
    const std::string_view digits = text.substr(0, exponent_at);
    std::int64_t exponent = 0;
    if (exponent_at < text.size()) {
        std::string_view tail = text.substr(exponent_at + 1);
        if (tail.front() == '+') tail.remove_prefix(1);
        const auto read = std::from_chars(tail.data(), tail.data() + tail.size(), exponent);
        if (read.ec != std::errc{}) return tail.front() == '-';
        exponent = std::clamp<std::int64_t>(exponent, -1'000'000'000'000, 1'000'000'000'000);
    }
    const auto first = digits.find_first_of("123456789");
    const auto point = std::min(digits.find('.'), digits.size());
    return static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first) + exponent < 0;
}

}  // namespace

std::optional<double> JsonNumber::as_double() const noexcept {
    static constexpr std::uint64_t exact = std::uint64_t{1} << 53;
    if (places != 0) {
        const double value = static_cast<double>(unscaled) / powers_of_ten[places];
        return is_negative ? -value : value;
    }
    if (is_integer && fits && magnitude <= exact) {
        const auto value = static_cast<double>(magnitude);
        return is_negative ? -value : value;
    }
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec == std::errc{}) return value;
    if (is_tiny(text)) return is_negative ? -0.0 : 0.0;
    return std::nullopt;
}

JsonNumber JsonReader::number() {
    static constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
    const char* const start = at_;
    JsonNumber number;
    number.is_negative = at_ != end_ && *at_ == '-';
    at_ += number.is_negative;
    if (at_ == end_ || !is_digit(*at_)) return fail(at_ == end_ ? "the text ends too early" : "expected a value"), number;
    const bool zero_first = *at_ == '0';
    const char* const first = at_;
    for (; at_ != end_ && is_digit(*at_); ++at_) {
        const auto digit = static_cast<std::uint64_t>(*at_ - '0');
        if (at_ - first >= 19 && (number.magnitude > most / 10 || number.magnitude * 10 > most - digit)) number.fits = false;
        number.magnitude = number.magnitude * 10 + digit;
    }
    if (zero_first && at_ - first > 1) return fail("a number with a leading zero"), number;
    if (at_ != end_ && *at_ == '.') {
        number.is_integer = false;
        const char* const point = at_++;
        if (!digits()) return number;
        note_decimal(number, static_cast<std::size_t>(point - first), {point + 1, static_cast<std::size_t>(at_ - point - 1)});
    }
    if (at_ != end_ && (*at_ == 'e' || *at_ == 'E')) {
        number.is_integer = false;
        number.places = 0;
        ++at_;
        if (at_ != end_ && (*at_ == '+' || *at_ == '-')) ++at_;
        if (!digits()) return number;
    }
    number.text = {start, static_cast<std::size_t>(at_ - start)};
    return number;
}

bool JsonReader::digits() {
    if (at_ == end_ || !is_digit(*at_)) return fail("a number ends too early"), false;
    while (at_ != end_ && is_digit(*at_)) ++at_;
    return true;
}

}  // namespace serval::detail
