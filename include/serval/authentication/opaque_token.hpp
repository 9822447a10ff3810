#pragma once

#include <string>
#include <string_view>

namespace serval {

/** A new token that says nothing of whom it is for and cannot be guessed: 256 random bits from OpenSSL, 43 characters of base64url.
    Thread-safe. @throws std::runtime_error when there is no randomness to be had.
*/
[[nodiscard]] std::string new_opaque_token();

/** What is kept in a token's place, so that whoever reads the store learns no token: its SHA-256, in base64. A token of so many random bits needs
    neither salt nor a slow hash; a password does (@see hash_password). Two digests are compared in the place of two tokens, so that the time that
    takes tells nothing.
*/
[[nodiscard]] std::string token_digest(std::string_view token);

}  // namespace serval
