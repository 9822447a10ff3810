#pragma once

#include <optional>
#include <string_view>

#include <serval/authentication/user.hpp>
#include <serval/jose/jwt_claims.hpp>

namespace serval {

/** The user that a token is about, made of its claims alone: nobody is asked.

    The id is what `id_claim` says, a text or a whole number; the name is `name`, `is_staff` a truth value, roles are `roles` (a list of
    texts), scopes are `scope` (texts with spaces between, RFC 8693 §4.2). All the claims are the user's own object:
    `who->own.get<JwtClaims>()`.
    @return  Nothing when the token does not say whose it is.
*/
[[nodiscard]] std::optional<User> user_of(const JwtClaims& claims, std::string_view id_claim = "sub");

/** What a token claims of `user`, to be read back by `user_of`. What a user has not is not claimed. */
[[nodiscard]] JwtClaims claims_of(const User& user, std::string_view id_claim = "sub");

}  // namespace serval
