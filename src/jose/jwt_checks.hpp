#pragma once

#include <optional>
#include <string_view>

#include <serval/jose/jwt.hpp>

namespace serval {

// The two halves of `verify_jwt`.

/** What `token` claims, if one of `keys` signed it and it is of the expected type: whenever one asks, it is the same. */
[[nodiscard]] JwtResult<JwtClaims> read_signed_jwt(std::string_view token, const JwsKeySet& keys, const JwtExpectations& expected);

/** What is not as expected at the time `now` of a token that is signed. */
[[nodiscard]] std::optional<JwtRefusal> unexpected_claim(const JwtClaims& claims, const JwtExpectations& expected, JwtClaims::Time now);

}  // namespace serval
