#pragma once

#include <string>

namespace serval {

/** The server's own certificate chain and private key, each the path of a PEM file or PEM text itself. */
struct TlsSettings {
    std::string certificate;   // the server's own first, then the chain
    std::string key;

    /** Whether the server speaks TLS: it does when it has both. */
    [[nodiscard]] bool enabled() const noexcept { return !certificate.empty() && !key.empty(); }
};

}  // namespace serval
