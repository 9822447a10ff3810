#include <serval/model/number.hpp>

#include <fmt/format.h>

#include <cmath>

namespace serval {

double Number::as_double() const noexcept {
    switch (form_) {
        case Form::negative_or_not: return static_cast<double>(signed_);
        case Form::natural: return static_cast<double>(unsigned_);
        case Form::real: return real_;
    }
    return real_;
}

std::string Number::text() const {
    switch (form_) {
        case Form::negative_or_not: return fmt::format_int{signed_}.str();
        case Form::natural: return fmt::format_int{unsigned_}.str();
        case Form::real: break;
    }
    const bool is_short_integer = std::floor(real_) == real_ && std::abs(real_) < 1e15;
    return is_short_integer ? fmt::format("{:.1f}", real_) : fmt::format("{}", real_);
}

std::uint64_t Number::magnitude() const noexcept {
    if (form_ == Form::natural) return unsigned_;
    return signed_ < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(signed_) : static_cast<std::uint64_t>(signed_);
}

bool operator<(const Number& a, const Number& b) noexcept {
    if (!a.is_integer() || !b.is_integer()) return a.as_double() < b.as_double();
    if (a.is_negative() != b.is_negative()) return a.is_negative();
    return a.is_negative() ? a.magnitude() > b.magnitude() : a.magnitude() < b.magnitude();
}

bool Number::is_multiple_of(const Number& step) const noexcept {
    if (is_integer() && step.is_integer()) return magnitude() % step.magnitude() == 0;
    const double quotient = as_double() / step.as_double();
    return std::abs(quotient - std::round(quotient)) <= 1e-9 * std::max(1.0, std::abs(quotient));
}

}  // namespace serval
