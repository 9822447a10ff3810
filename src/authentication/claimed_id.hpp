#pragma once

#include <string>
#include <string_view>

#include <serval/jose/jwt_claims.hpp>

namespace serval {

/** Whose a token is, by its claim `id_claim`; empty when it does not say. */
[[nodiscard]] std::string claimed_id(const JwtClaims& claims, std::string_view id_claim);

}  // namespace serval
