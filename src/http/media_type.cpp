#include <serval/http/media_type.hpp>

#include <algorithm>
#include <stdexcept>

#include "http/syntax.hpp"

namespace serval {

std::optional<MediaType> MediaType::parse(std::string_view text) {
    std::string_view rest = detail::trimmed(text);
    const std::string_view type = detail::read_token(rest);
    if (type.empty() || !detail::skip(rest, '/')) return std::nullopt;
    const std::string_view subtype = detail::read_token(rest);
    if (subtype.empty()) return std::nullopt;

    MediaType result;
    result.essence_ = detail::lowered({type.data(), type.size() + 1 + subtype.size()});
    result.slash_ = type.size();
    detail::ParameterReader reader{rest};
    while (auto parameter = reader.next()) {
        result.parameters_.push_back({detail::lowered(parameter->name), std::move(parameter->value)});
    }
    if (reader.is_malformed()) return std::nullopt;
    return result;
}

MediaType::MediaType(std::string_view text) {
    auto parsed = parse(text);
    if (!parsed) throw std::invalid_argument{"\"" + std::string{text} + "\" is no media type (RFC 9110, section 8.3.1)"};
    *this = *std::move(parsed);
}

std::string_view MediaType::suffix() const noexcept {
    const auto plus = subtype().rfind('+');
    return plus == std::string_view::npos ? std::string_view{} : subtype().substr(plus + 1);
}

std::optional<std::string_view> MediaType::parameter(std::string_view name) const noexcept {
    for (const Parameter& parameter : parameters_) {
        if (detail::same_ignoring_case(parameter.name, name)) return parameter.value;
    }
    return std::nullopt;
}

bool MediaType::includes(const MediaType& other) const noexcept {
    if (type() != "*" && type() != other.type()) return false;
    if (subtype() != "*" && subtype() != other.subtype()) return false;
    return std::all_of(parameters_.begin(), parameters_.end(), [&](const Parameter& wanted) {
        const auto value = other.parameter(wanted.name);
        return value && detail::same_ignoring_case(*value, wanted.value);
    });
}

std::string MediaType::to_string() const {
    std::string result = essence_;
    for (const Parameter& parameter : parameters_) {
        result.append("; ").append(parameter.name).append("=");
        detail::append_value(result, parameter.value);
    }
    return result;
}

}  // namespace serval
