#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <serval/jose/jws.hpp>

namespace serval {

/** What is wrong with a token, seen from what it claims. */
enum class JwtFault : std::uint8_t {
    untrusted,        // none that a key of ours has signed: `JwtRefusal::jws` says more
    no_claims,        // signed, but no JSON object that names each claim once
    wrong_kind,       // a registered claim is no text, no list of texts, no number
    out_of_range,     // a time before 1970, or later than the system's clock can tell
    missing_claim,
    expired,
    not_yet_valid,    // by nbf or iat
    wrong_issuer,
    wrong_audience,   // made for others; also when it is for somebody and nobody is expected (RFC 7519 §4.1.3)
    wrong_type,       // of header (`typ`) or claim (`token_type`): a refresh token is no access token
    blacklisted,
    no_user,          // it does not say whose it is
    unknown_user,     // it does, and there is no such user any more
};

/** Why a token is refused. A value: nothing is thrown for a token that is wrong. */
struct JwtRefusal {
    JwtFault fault = JwtFault::untrusted;
    std::string claim{};                   // the claim at fault, as tokens call it; empty where it is no single one
    JwsFault jws = JwsFault::signature;    // of `untrusted`

    /** For programs: "token_not_valid", or "user_not_found". */
    [[nodiscard]] std::string_view code() const noexcept { return fault == JwtFault::unknown_user ? "user_not_found" : "token_not_valid"; }
    /** For whoever sent the token: "Token is expired". Says nothing of why a token is not trusted. */
    [[nodiscard]] std::string message() const;
};

/** One sentence about the refusal, for logs and tests. */
[[nodiscard]] std::string describe(const JwtRefusal& refusal);

}  // namespace serval
