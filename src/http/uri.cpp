#include <serval/http/uri.hpp>

#include <stdexcept>

#include <serval/http/request.hpp>
#include <serval/http/target.hpp>

#include "http/syntax.hpp"

namespace serval {
namespace {

constexpr std::uint16_t default_port(std::string_view scheme) noexcept { return scheme == "https" ? 443 : 80; }

std::optional<Origin> made(const std::string& scheme, const std::optional<Authority>& authority) {
    if (!authority) return std::nullopt;
    return Origin{scheme, detail::lowered(authority->host), authority->port.value_or(default_port(scheme))};
}

}  // namespace

std::optional<Origin> Origin::parse(std::string_view url) {
    const auto target = parse_target(Method::get, url);
    if (!target || target->scheme.empty()) return std::nullopt;
    return made(detail::lowered(target->scheme), parse_authority(target->authority));
}

std::optional<Origin> Origin::of(const Request& request) {
    const auto host = request.header("Host");
    const std::string scheme = request.connection().secure ? "https" : "http";
    return made(scheme, host ? parse_authority(*host) : std::nullopt);
}

std::string Origin::to_string() const {
    std::string text = scheme + "://" + host;
    if (port != default_port(scheme)) text.append(":").append(std::to_string(port));
    return text;
}

std::string Origin::url(std::string_view path) const {
    if (!path.starts_with('/')) throw std::invalid_argument{"\"" + std::string{path} + "\" does not begin with a slash"};
    return to_string().append(path);
}

}  // namespace serval
