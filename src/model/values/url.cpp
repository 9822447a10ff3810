#include <serval/model/values/url.hpp>

#include <algorithm>
#include <array>
#include <charconv>

#include <serval/model/values/ip_address.hpp>

#include "ascii.hpp"

namespace serval {
namespace {

constexpr std::size_t max_host_size = 253;
constexpr unsigned max_port = 65535;

bool is_printable(char c) noexcept {
    const auto octet = static_cast<unsigned char>(c);
    return octet > 0x20 && octet != 0x7F && c != '\\' && c != '"' && c != '<' && c != '>';
}

bool has_same_letters(std::string_view text, std::string_view lower) noexcept {
    return std::equal(text.begin(), text.end(), lower.begin(), lower.end(), [](char a, char b) { return (a | 0x20) == b; });
}

bool is_known_scheme(std::string_view scheme) noexcept {
    static constexpr std::array<std::string_view, 4> known{"http", "https", "ftp", "ftps"};
    return std::any_of(known.begin(), known.end(), [=](std::string_view k) { return has_same_letters(scheme, k); });
}

bool is_label(std::string_view text) noexcept {
    return detail::is_host_label(text, [](char c) {
        return detail::is_letter_or_digit(c) || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
    });
}

/** Whether browsers take the host for an IPv4 address, which it then has to be: `0x7f.1` is 127.0.0.1 to them. */
bool ends_in_number(std::string_view host) noexcept {
    const std::string_view last = host.substr(host.rfind('.') + 1);
    return last.starts_with("0x") || last.starts_with("0X") || last.find_first_not_of("0123456789") == last.npos;
}

bool is_address(std::string_view host, IpFamily family) noexcept {
    const auto address = IpAddress::parse(host);
    return address && address->family() == family;
}

bool is_host(std::string_view host) noexcept {
    if (host.starts_with('[') && host.ends_with(']')) return is_address(host.substr(1, host.size() - 2), IpFamily::v6);
    if (host.ends_with('.')) host.remove_suffix(1);
    if (ends_in_number(host)) return is_address(host, IpFamily::v4);
    return host.size() <= max_host_size && detail::all_parts(host, '.', is_label);
}

bool is_port(std::string_view text) noexcept {
    unsigned port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc{} && end == text.data() + text.size() && port <= max_port;
}

bool is_authority(std::string_view text) noexcept {
    if (const auto at = text.rfind('@'); at != std::string_view::npos) text.remove_prefix(at + 1);
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || text.ends_with(']')) return is_host(text);
    return is_host(text.substr(0, colon)) && is_port(text.substr(colon + 1));
}

}  // namespace

bool Url::is_valid(std::string_view text) noexcept {
    const std::size_t colon = text.find("://");
    if (text.size() > max_size || colon == std::string_view::npos || !is_known_scheme(text.substr(0, colon))) return false;
    if (!std::all_of(text.begin(), text.end(), is_printable)) return false;
    const std::string_view rest = text.substr(colon + 3);
    return is_authority(rest.substr(0, rest.find_first_of("/?#")));
}

}  // namespace serval
