#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <serval/middleware/middleware.hpp>

namespace serval {

/** In which fields proxies tell whom they speak for. */
enum class ForwardedFields : std::uint8_t {
    x_forwarded,   // X-Forwarded-For, X-Forwarded-Proto, X-Forwarded-Host
    forwarded,     // Forwarded (RFC 7239)
};

struct ForwardedOptions {
    /** The proxies that are believed: addresses and networks, "10.0.0.0/8"; "unix" is whoever comes by a Unix socket. */
    std::vector<std::string> proxies{};
    /** The fields that they set. The others are not looked at: a client may have sent them. */
    ForwardedFields fields = ForwardedFields::x_forwarded;
    /** Whether they tell the host as well. */
    bool host = true;
};

/** Behind proxies, see the client in the place of the last of them: `app.use(forwarded({.proxies = {"10.0.0.0/8"}}))`.

    Put it first: whoever comes after it (throttles, logs, links) sees the client's address in `request.connection()`, whether its own
    connection was secure, and its host in Host. The fields of a request from anywhere else are not believed. Of a list of addresses, the
    last that is no believed proxy is the client: what stands before it is its own say. A text in the client's place that is no address
    leaves the proxy's. What contradicts itself is told when the app is built.
*/
[[nodiscard]] std::shared_ptr<Middleware> forwarded(ForwardedOptions options);

}  // namespace serval
