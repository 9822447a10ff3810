#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <serval/middleware/middleware.hpp>

namespace serval {

struct HttpsRedirectOptions {
    /** The host that clients are sent to; empty: the one that they ask for. */
    std::string host{};
    /** Where TLS is spoken there. */
    std::uint16_t port = 443;
    /** Paths that are answered without TLS as well, each with all below it: those by which a supervisor looks after the process, and that by
        which a certificate's issuer does (RFC 8555 §8.3).
    */
    std::vector<std::string> open{"/healthz", "/readyz", "/.well-known/acme-challenge"};
};

/** Send whoever comes without TLS to the same URL with it, by 308: `app.use(https_redirect())`.

    The method and the content are to be sent again there; what was in them has gone over the wire in the clear. That browsers come by TLS in the first place
    says Strict-Transport-Security (@see security_headers). Behind a proxy that ends TLS put `forwarded` first, and `trusted_hosts` in any
    case: the URL is made of Host. A request whose Host is none is answered 400.
*/
[[nodiscard]] std::shared_ptr<Middleware> https_redirect(HttpsRedirectOptions options = {});

}  // namespace serval
