#pragma once

#include "jose/algorithm_info.hpp"
#include "jose/openssl.hpp"
#include "jose/signer.hpp"

namespace serval::detail {

/** RSA, elliptic curves and Ed25519: the private part signs, the public part verifies (RFC 7518 §3.3 to §3.5, RFC 8037). */
class KeyPairSigner final : public Signer {
public:
    /** @throws JwsKeyError when the key is of another kind or curve, too weak, or its parts do not belong together. */
    KeyPairSigner(const AlgorithmInfo& algorithm, Owned<EVP_PKEY> key, bool is_private);

    [[nodiscard]] bool can_sign() const noexcept override { return is_private_; }
    [[nodiscard]] std::string sign(std::string_view content) const override;
    [[nodiscard]] bool verify(std::string_view content, std::string_view signature) const override;
    bool write_public(Json& jwk) const override;

private:
    [[nodiscard]] bool begin(EVP_MD_CTX* context, bool signing) const;
    [[nodiscard]] std::string number(const char* parameter, std::size_t size) const;

    const AlgorithmInfo& algorithm_;
    Owned<EVP_PKEY> key_;
    bool is_private_;
};

}  // namespace serval::detail
