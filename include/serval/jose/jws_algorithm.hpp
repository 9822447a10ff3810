#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace serval {

/** How a token is signed (RFC 7518 §3.1; EdDSA of RFC 8037 is Ed25519 here). There is no `none`. */
enum class JwsAlgorithm : std::uint8_t {
    hs256, hs384, hs512,   // HMAC: one secret signs and verifies
    rs256, rs384, rs512,   // RSASSA-PKCS1-v1_5
    ps256, ps384, ps512,   // RSASSA-PSS, salt as long as the hash
    es256, es384, es512,   // ECDSA on P-256, P-384 and P-521
    eddsa,                 // Ed25519
};

/** The algorithm's name as tokens and keys spell it: "HS256". */
[[nodiscard]] std::string_view name(JwsAlgorithm algorithm) noexcept;
/** The algorithm of that very name; nothing for any other text. */
[[nodiscard]] std::optional<JwsAlgorithm> jws_algorithm(std::string_view name) noexcept;

}  // namespace serval
