#include <serval/http/target.hpp>

#include <algorithm>
#include <array>
#include <charconv>

#include "http/syntax.hpp"
#include "http/utf8.hpp"

namespace serval {
namespace {

constexpr bool is_host_octet(char c) noexcept {
    return detail::is_digit(c) || (detail::lower(c) >= 'a' && detail::lower(c) <= 'z') ||
           std::string_view{"-._~!$&'()*+;="}.find(c) != std::string_view::npos;
}

constexpr bool is_address_octet(char c) noexcept {
    return detail::is_digit(c) || (detail::lower(c) >= 'a' && detail::lower(c) <= 'f') || c == ':' || c == '.';
}

/** How many octets at the front of `text` are a host: a name, or an address in brackets with at least its two colons. */
std::size_t host_size(std::string_view text) noexcept {
    if (!text.starts_with('[')) {
        return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_host_octet) - text.begin());
    }
    const auto end = std::min(text.find(']'), text.size());
    const std::string_view address = text.substr(1, end - 1);
    const bool sound = end < text.size() && std::count(address.begin(), address.end(), ':') >= 2 &&
                       std::all_of(address.begin(), address.end(), is_address_octet);
    return sound ? end + 1 : 0;
}

/** Which octets stand for themselves; those past ASCII are for `is_utf8` to judge. */
constexpr std::array<bool, 256> octets_but(std::string_view refused) {
    std::array<bool, 256> set{};
    for (std::size_t octet = 0x21; octet < set.size(); ++octet) set[octet] = octet != 0x7F;
    for (const char c : refused) set[static_cast<unsigned char>(c)] = false;
    return set;
}

constexpr auto path_octets = octets_but("#\\?");
constexpr auto query_octets = octets_but("#");

bool all_in(const std::array<bool, 256>& set, std::string_view text) noexcept {
    return std::all_of(text.begin(), text.end(), [&](char c) { return set[static_cast<unsigned char>(c)]; });
}

std::optional<Target> path_and_query(std::string_view text) noexcept {
    const auto path_size = std::min(text.find('?'), text.size());
    Target target;
    target.path = text.substr(0, path_size);
    target.has_query = path_size < text.size();
    if (target.has_query) target.query = text.substr(path_size + 1);
    if (!all_in(path_octets, target.path) || !all_in(query_octets, target.query) || !detail::is_utf8(text)) return std::nullopt;
    return target;
}

std::optional<Target> absolute_form(const Method& method, std::string_view text) noexcept {
    const std::string_view scheme = text.substr(0, text.find(':'));
    const bool known = detail::same_ignoring_case(scheme, "http") || detail::same_ignoring_case(scheme, "https");
    if (!known || !text.substr(scheme.size()).starts_with("://")) return std::nullopt;
    const std::string_view rest = text.substr(scheme.size() + 3);
    const std::string_view authority = rest.substr(0, rest.find_first_of("/?"));
    auto target = path_and_query(rest.substr(authority.size()));
    if (!target || !parse_authority(authority)) return std::nullopt;
    target->scheme = scheme;
    target->authority = authority;
    if (target->path.empty()) target->path = method == Method::options && !target->has_query ? "*" : "/";   // RFC 9112 §3.2.4
    return target;
}

std::optional<Target> authority_form(std::string_view text) noexcept {
    const auto authority = parse_authority(text);
    if (!authority || !authority->port) return std::nullopt;
    Target target;
    target.authority = text;
    return target;
}

}  // namespace

std::optional<Authority> parse_authority(std::string_view text) noexcept {
    Authority authority{text.substr(0, host_size(text)), std::nullopt};
    std::string_view rest = text.substr(authority.host.size());
    if (authority.host.empty()) return std::nullopt;
    if (rest.empty()) return authority;
    if (!detail::skip(rest, ':')) return std::nullopt;
    if (rest.empty()) return authority;
    std::uint16_t port = 0;
    const auto [end, fault] = std::from_chars(rest.data(), rest.data() + rest.size(), port);
    if (fault != std::errc{} || end != rest.data() + rest.size()) return std::nullopt;
    authority.port = port;
    return authority;
}

std::string Target::origin_form() const {
    std::string text{path};
    if (has_query) text.append("?").append(query);
    return text;
}

std::optional<Target> parse_target(const Method& method, std::string_view text) noexcept {
    if (method == Method::connect) return authority_form(text);
    if (text.starts_with('/')) return path_and_query(text);
    if (text != "*") return absolute_form(method, text);
    if (method != Method::options) return std::nullopt;
    Target target;
    target.path = text;
    return target;
}

}  // namespace serval
