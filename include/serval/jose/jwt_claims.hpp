#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <serval/jose/custom_claims.hpp>

namespace serval {

/** What a token claims (RFC 7519 §4). An empty text, or an empty list, is a claim that is not made.

    Times are written in whole seconds, rounded down; read, they may have fractions, and lie between 1970 and the end of
    what the system's clock can tell, in the year 2262.
*/
struct JwtClaims {
    using Time = std::chrono::system_clock::time_point;

    std::string issuer{};                   // iss
    std::string subject{};                  // sub: whom the token is about
    std::vector<std::string> audience{};    // aud: whom it is for; one is written as a text, several as a list
    std::optional<Time> expires{};          // exp: from then on it is worth nothing
    std::optional<Time> not_before{};       // nbf
    std::optional<Time> issued{};           // iat
    std::string id{};                       // jti
    CustomClaims custom{};

    /** Whether the claim that tokens call `name` is made: "exp", or one of the custom ones. */
    [[nodiscard]] bool contains(std::string_view name) const noexcept;
};

}  // namespace serval
