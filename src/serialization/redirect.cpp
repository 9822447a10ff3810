#include <serval/serialization/redirect.hpp>

#include <algorithm>
#include <stdexcept>

#include <serval/http/headers.hpp>

namespace serval {
namespace {

constexpr std::size_t longest_location = 8 * 1024;

bool is_visible(char c) noexcept { return c > ' ' && c < '\x7f'; }

/** The scheme, when there is one (RFC 3986 §3.1): what stands before a colon that comes before any of `/?#`. */
std::string_view scheme_of(std::string_view location) noexcept {
    const auto end = location.find_first_of(":/?#");
    return end != std::string_view::npos && location[end] == ':' ? location.substr(0, end) : std::string_view{};
}

bool has_known_scheme(std::string_view location) noexcept {
    const std::string_view scheme = scheme_of(location);
    if (scheme.empty()) return !location.starts_with(':');
    return same_field_name(scheme, "http") || same_field_name(scheme, "https");
}

/** To a browser, a backslash is a slash. */
bool leads_to_another_host(std::string_view location) noexcept {
    const auto is_slash = [](char c) { return c == '/' || c == '\\'; };
    return location.size() >= 2 && is_slash(location[0]) && is_slash(location[1]);
}

}  // namespace

bool is_local(std::string_view location) noexcept {
    return !location.empty() && location.front() == '/' && !leads_to_another_host(location) &&
           std::all_of(location.begin(), location.end(), is_visible);
}

std::string detail::checked_location(std::string location) {
    const bool is_sound = !location.empty() && location.size() <= longest_location && has_known_scheme(location) &&
                          !leads_to_another_host(location) &&
                          std::all_of(location.begin(), location.end(), is_visible);
    if (!is_sound) throw std::invalid_argument{"a redirect leads to an http or https URL or to a relative one, percent-encoded and of at most 8 KiB"};
    return location;
}

}  // namespace serval
