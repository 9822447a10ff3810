#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include <serval/http/parsed.hpp>
#include <serval/jose/jws_key_set.hpp>
#include <serval/jose/jwt_claims.hpp>
#include <serval/jose/jwt_refusal.hpp>

namespace serval {

/** What becomes of a token: a value, or why it is refused. */
template <class T>
using JwtResult = Parsed<T, JwtRefusal>;

/** What a token has to claim, beside being signed. exp, nbf and iat hold wherever they are claimed; one without exp, which would be good
    for ever, is taken only where `required` says so.
*/
struct JwtExpectations {
    std::vector<std::string> issuers{};     // one of them has issued it; empty: anybody
    std::vector<std::string> audiences{};   // it is for one of them; empty: only a token that is for nobody in particular is taken
    std::vector<std::string> required{"exp"};   // claims that it makes, as tokens call them
    std::chrono::seconds leeway{0};         // how far the clocks of issuer and verifier may differ
    std::string type{};                     // `typ` of its header, such as "at+jwt" (RFC 8725 §3.11); empty: any
    JwsLimits limits{};
};

/** A token that claims `claims`, signed by `key` (RFC 7519 §7.1).
    @param type  `typ` of its header; empty: none.
    @throws std::logic_error when the key cannot sign.
*/
[[nodiscard]] std::string issue_jwt(const JwtClaims& claims, const JwsKey& key, std::string_view type = "JWT");

/** What `token` claims, if one of `keys` signed it and it is as expected at the time `now`; otherwise why it is refused.

    A token that is larger than the limit is refused before anything of it is decoded, and what it claims is not even read before
    the signature is right. Thread-safe.
*/
[[nodiscard]] JwtResult<JwtClaims> verify_jwt(std::string_view token, const JwsKeySet& keys, const JwtExpectations& expected,
                                              std::chrono::system_clock::time_point now);

}  // namespace serval
