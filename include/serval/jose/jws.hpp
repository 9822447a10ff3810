#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <serval/http/parsed.hpp>
#include <serval/jose/jws_key_set.hpp>

namespace serval {

/** Why a token is not believed. For logs and tests: who sent it is better told nothing of it. */
enum class JwsFault : std::uint8_t {
    too_large,
    malformed,       // not three parts in base64url
    invalid_header,  // no JSON object, a name given twice, members of the wrong kind
    critical,        // `crit`: extensions that must be understood, and none is
    foreign_key,     // `jwk`, `jku`, `x5u`, `x5c`: the token brings its own key
    no_key,          // no key, or no single one, is for its `kid` and `alg`
    signature,
};

/** One sentence about the fault. */
[[nodiscard]] std::string_view describe(JwsFault fault) noexcept;

struct JwsLimits {
    std::size_t token_size = 8 * 1024;   // octets of the whole token
};

/** What a token says, once its signature was found right. */
struct VerifiedJws {
    std::string payload;
    std::string type;   // `typ` of its header; empty when it has none
    JwsKey key;         // the key that it was verified with
};

/** `payload`, signed: a token in compact form (RFC 7515 §7.1). The header has `alg`, `typ` unless `type` is empty, and the key's `kid`.
    @throws std::logic_error when the key cannot sign.
*/
[[nodiscard]] std::string sign_jws(std::string_view payload, const JwsKey& key, std::string_view type = {});

/** What `token` (compact form) says, if one of `keys` signed it; otherwise why it is not believed.

    The payload is not even decoded before the signature is right. Thread-safe.
*/
[[nodiscard]] Parsed<VerifiedJws, JwsFault> verify_jws(std::string_view token, const JwsKeySet& keys, const JwsLimits& limits = {});

}  // namespace serval
