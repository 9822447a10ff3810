#pragma once

#include <string>
#include <vector>

#include <serval/http/request.hpp>
#include <serval/model/values/ip_address.hpp>

namespace serval {

/** The proxies that are believed. */
class TrustedProxies {
public:
    /** Believe an address, a network, or "unix", which is whoever comes by a Unix socket; false when it is none of these. */
    [[nodiscard]] bool add(const std::string& proxy);

    [[nodiscard]] bool believes(const IpAddress& address) const;
    /** Whether the other end of a connection is one. Who comes by a Unix socket has no address. */
    [[nodiscard]] bool believes(const Connection& connection) const;

private:
    bool believes_unix_ = false;
    std::vector<IpNetwork> networks_;
};

/** What a text that names no proxy is told by. */
[[nodiscard]] std::string no_proxy(const std::string& text);

/** The connection that a request came over itself, also where `forwarded` has put the client's in its place. */
[[nodiscard]] const Connection& own_connection(const Request& request);
/** Have `ends` stand for the connection from here on. */
void replace_connection(Request& request, Connection ends);

}  // namespace serval
