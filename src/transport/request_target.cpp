#include "transport/request_target.hpp"

#include "transport/octets.hpp"

#include <serval/http/headers.hpp>

#include <algorithm>

namespace serval::detail {
namespace {

bool is_port(std::string_view text) noexcept {
    return text.size() <= 5 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_address_literal(std::string_view text) noexcept {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' || c == '.';
    });
}

bool is_bracketed_authority(std::string_view text) noexcept {
    const auto end = text.find(']');
    if (end == std::string_view::npos || !is_address_literal(text.substr(1, end - 1))) return false;
    const std::string_view rest = text.substr(end + 1);
    return rest.empty() || (rest.front() == ':' && is_port(rest.substr(1)));
}

std::string_view after_scheme(std::string_view text) noexcept {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (same_field_name(text.substr(0, scheme.size()), scheme)) return text.substr(scheme.size());
    }
    return {};
}

RequestTarget read_absolute(std::string_view text) noexcept {
    const std::string_view rest = after_scheme(text);
    const auto end = std::min(rest.find_first_of("/?"), rest.size());
    const std::string_view authority = rest.substr(0, end);
    return {rest.substr(end), authority, is_authority(authority)};
}

}  // namespace

bool is_authority(std::string_view text) noexcept {
    if (!text.empty() && text.front() == '[') return is_bracketed_authority(text);
    const auto end = skip_octets(text, 0, host_octet);
    if (end == 0) return false;
    return end == text.size() || (text[end] == ':' && is_port(text.substr(end + 1)));
}

RequestTarget read_target(const Method& method, std::string_view text) noexcept {
    if (!text.empty() && text.front() == '/') return {text, {}, true};
    if (text == "*") return {text, {}, method == Method::options};
    return read_absolute(text);
}

}  // namespace serval::detail
