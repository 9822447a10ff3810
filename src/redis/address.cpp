#include "redis/address.hpp"

#include <charconv>
#include <stdexcept>

#include <fmt/format.h>

#include <serval/http/percent.hpp>
#include <serval/http/target.hpp>

namespace serval::redis {
namespace {

[[noreturn]] void refuse(std::string_view what) {
    throw std::invalid_argument{fmt::format("the URL of Redis {}; write redis://[[user]:password@]host[:port][/database], "
                                            "rediss://… or unix://[[user]:password@]/path[?db=database]",
                                            what)};
}

std::string decode(std::string_view text) {
    auto decoded = percent_decode(text, Plus::keep, Decoded::any);
    if (!decoded) refuse("has a % that nothing is encoded by");
    return *std::move(decoded);
}

unsigned to_database(std::string_view text) {
    unsigned number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) refuse("names a database that is no number");
    return number;
}

/** Takes `user:password@` off the front of `authority`. */
void read_user(std::string_view& authority, Address& address) {
    const auto at = authority.rfind('@');
    if (at == std::string_view::npos) return;
    const std::string_view user = authority.substr(0, at);
    const auto colon = user.find(':');
    if (colon == std::string_view::npos) refuse("has a user without a password");
    address.user = decode(user.substr(0, colon));
    address.password = decode(user.substr(colon + 1));
    authority.remove_prefix(at + 1);
}

void read_host(std::string_view authority, Address& address) {
    const auto parsed = parse_authority(authority);
    if (!parsed || parsed->host.empty()) refuse("has no host, or a wrong one");
    const std::string_view host = parsed->host;
    address.host = host.starts_with('[') ? host.substr(1, host.size() - 2) : host;
    address.port = parsed->port.value_or(address.port);
}

void read_socket(std::string_view path, Address& address) {
    static constexpr std::string_view database = "?db=";
    const auto query = path.find('?');
    address.path = decode(path.substr(0, query));
    if (address.path.size() < 2) refuse("has no path");
    if (query == std::string_view::npos) return;
    if (!path.substr(query).starts_with(database)) refuse("has a query that is not ?db=");
    address.database = to_database(path.substr(query + database.size()));
}

}  // namespace

Address Address::parse(std::string_view url) {
    static constexpr std::string_view separator = "://";
    const auto colon = url.find(separator);
    if (colon == std::string_view::npos) refuse("has no scheme");
    const std::string_view scheme = url.substr(0, colon);
    const std::string_view rest = url.substr(colon + separator.size());
    const auto slash = rest.find('/');
    std::string_view authority = rest.substr(0, slash);
    const std::string_view path = slash == std::string_view::npos ? std::string_view{} : rest.substr(slash);

    Address address;
    read_user(authority, address);
    if (scheme == "unix" && authority.empty()) return read_socket(path, address), address;
    if (scheme != "redis" && scheme != "rediss") refuse("has a scheme that is none of redis, rediss and unix, or a host beside a path");
    address.uses_tls = scheme == "rediss";
    read_host(authority, address);
    if (path.size() > 1) address.database = to_database(path.substr(1));
    return address;
}

std::string Address::to_string() const {
    if (!path.empty()) return fmt::format("unix://{}?db={}", path, database);
    const bool is_ipv6 = host.find(':') != std::string::npos;
    return fmt::format("{}://{}{}{}:{}/{}", uses_tls ? "rediss" : "redis", is_ipv6 ? "[" : "", host, is_ipv6 ? "]" : "", port, database);
}

}  // namespace serval::redis
