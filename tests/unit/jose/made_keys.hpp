#pragma once

#include <string>

#include <serval/jose/jws_key.hpp>

namespace serval::test {

/** A new pair of keys for `algorithm`, as PEM. */
struct KeyPair {
    std::string private_pem;
    std::string public_pem;
};

[[nodiscard]] KeyPair make_key_pair(JwsAlgorithm algorithm);
[[nodiscard]] KeyPair make_rsa_pair(unsigned bits);

inline const std::string secret_a(64, 'a');   // as long as the longest hash
inline const std::string secret_b(64, 'b');

}  // namespace serval::test
