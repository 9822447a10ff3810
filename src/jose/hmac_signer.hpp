#pragma once

#include "jose/algorithm_info.hpp"
#include "jose/openssl.hpp"
#include "jose/signer.hpp"

namespace serval::detail {

/** HMAC (RFC 7518 §3.2). */
class HmacSigner final : public Signer {
public:
    /** @throws JwsKeyError when the secret is shorter than the hash, or is the text of a PEM. */
    HmacSigner(const AlgorithmInfo& algorithm, std::string_view secret);

    [[nodiscard]] bool can_sign() const noexcept override { return true; }
    [[nodiscard]] std::string sign(std::string_view content) const override;
    [[nodiscard]] bool verify(std::string_view content, std::string_view signature) const override;
    bool write_public(Json&) const override { return false; }

private:
    std::size_t size_;
    Owned<EVP_MAC_CTX> keyed_;   // never fed: every signature begins with a copy of it, which spares it the key's schedule
};

}  // namespace serval::detail
