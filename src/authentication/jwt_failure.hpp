#pragma once

#include <string>
#include <string_view>

#include <serval/jose/jwt_refusal.hpp>
#include <serval/problem/http_error.hpp>

namespace serval {

/** `Bearer realm="…"`. */
[[nodiscard]] std::string bearer_challenge(std::string_view realm);

/** The same for credentials that are wrong (RFC 6750 §3.1). */
[[nodiscard]] std::string bearer_challenge(std::string_view realm, std::string_view message);

/** What an endpoint answers that was given `refusal`'s token in its body. */
[[nodiscard]] AuthenticationFailed token_failure(const JwtRefusal& refusal);

/** What a request is answered that came with `refusal`'s token. @param expected  The type of token that would have been right. */
[[nodiscard]] AuthenticationFailed credentials_failure(const JwtRefusal& refusal, std::string_view expected);

}  // namespace serval
