#include "authentication/scheme_credentials.hpp"

#include <serval/http/headers.hpp>
#include <serval/problem/http_error.hpp>

namespace serval {

std::optional<std::string_view> scheme_credentials(std::string_view field, std::string_view scheme) {
    const std::string_view named = field.substr(0, field.find(' '));
    if (!same_field_name(named, scheme)) return std::nullopt;
    const auto begin = field.find_first_not_of(' ', named.size());
    if (begin != std::string_view::npos && field.find(' ', begin) == std::string_view::npos) return field.substr(begin);
    throw AuthenticationFailed{"Authorization header must contain two space-delimited values", "bad_authorization_header"};
}

}  // namespace serval
