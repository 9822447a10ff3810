#include <serval/server/listen_address.hpp>

#include <algorithm>
#include <cctype>
#include <charconv>

#include <arpa/inet.h>
#include <fmt/format.h>
#include <sys/un.h>

namespace serval {
namespace {

bool is_ipv6(const std::string& text) {
    const std::string without_zone = text.substr(0, text.find('%'));
    in6_addr address{};
    return ::inet_pton(AF_INET6, without_zone.c_str(), &address) == 1;
}

bool is_ipv4(const std::string& text) {
    in_addr address{};
    return ::inet_pton(AF_INET, text.c_str(), &address) == 1;
}

/** Letters, digits, hyphens, dots; something that looks like a number must be an address. */
bool is_name(const std::string& text) {
    const auto fits = [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '.' || c == '_'; };
    const auto is_numeric = [](unsigned char c) { return std::isdigit(c) != 0 || c == '.'; };
    return !text.empty() && text.size() <= 253 && std::all_of(text.begin(), text.end(), fits) &&
           !std::all_of(text.begin(), text.end(), is_numeric);
}

constexpr std::string_view unix_prefix = "unix:";

std::optional<ListenAddress> parse_unix(std::string_view text) {
    const std::string_view path = text.substr(unix_prefix.size());
    const bool fits = !path.empty() && path.size() < sizeof(sockaddr_un::sun_path) && path.find('\0') == std::string_view::npos;
    return fits ? std::optional{ListenAddress{std::string{text}, 0}} : std::nullopt;
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return port;
}

}  // namespace

std::optional<ListenAddress> parse_listen_address(std::string_view text) {
    if (text.starts_with(unix_prefix)) return parse_unix(text);
    const auto colon = text.rfind(':');
    if (colon == text.npos) return std::nullopt;
    const auto port = parse_port(text.substr(colon + 1));
    std::string host{text.substr(0, colon)};
    if (!port) return std::nullopt;
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
        host = host.substr(1, host.size() - 2);
        return is_ipv6(host) ? std::optional{ListenAddress{std::move(host), *port}} : std::nullopt;
    }
    return is_ipv4(host) || is_name(host) ? std::optional{ListenAddress{std::move(host), *port}} : std::nullopt;
}

bool is_unix(const ListenAddress& address) noexcept { return address.host.starts_with(unix_prefix); }

std::string to_text(const ListenAddress& address) {
    if (is_unix(address)) return address.host;
    const bool with_colons = address.host.find(':') != std::string::npos;
    return with_colons ? fmt::format("[{}]:{}", address.host, address.port)
                       : fmt::format("{}:{}", address.host, address.port);
}

}  // namespace serval
