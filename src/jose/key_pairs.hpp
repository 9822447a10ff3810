#pragma once

#include <string>
#include <string_view>

#include <serval/model/json.hpp>

#include "jose/algorithm_info.hpp"
#include "jose/openssl.hpp"

namespace serval::detail {

/** Keys as OpenSSL holds them, read but not yet checked. What cannot be read is a JwsKeyError. */
[[nodiscard]] Owned<EVP_PKEY> key_pair_from_pem(std::string_view pem, bool is_private);
[[nodiscard]] Owned<EVP_PKEY> key_pair_from_jwk(const Json& jwk, const AlgorithmInfo& algorithm, bool is_private);

/** Octets in base64url that a JWK must have. @throws JwsKeyError naming the member. */
[[nodiscard]] std::string octets_of(const Json& jwk, const char* member);

}  // namespace serval::detail
