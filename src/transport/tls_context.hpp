#pragma once

#include <memory>
#include <string>

#include <openssl/ssl.h>

namespace serval {
struct TlsSettings;
}

namespace serval::detail {

struct TlsFree {
    void operator()(SSL* ssl) const noexcept { SSL_free(ssl); }
    void operator()(SSL_CTX* context) const noexcept { SSL_CTX_free(context); }
};
using TlsSession = std::unique_ptr<SSL, TlsFree>;

/** The server's certificate, key and rules, from which every connection's session is made. Thread-safe once made. */
class TlsContext {
public:
    /** @throws std::runtime_error naming what cannot be read or does not fit together. */
    explicit TlsContext(const TlsSettings& settings);

    /** A server's session over the socket `descriptor`, which it does not own. @throws std::bad_alloc */
    [[nodiscard]] TlsSession open(int descriptor) const;

private:
    std::unique_ptr<SSL_CTX, TlsFree> context_;
};

}  // namespace serval::detail
