#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <serval/jose/jws_algorithm.hpp>

namespace serval::detail {

enum class KeyKind : std::uint8_t { oct, rsa, ec, okp };

/** What the code has to know of an algorithm; a line in one table each. */
struct AlgorithmInfo {
    std::string_view name;
    KeyKind kind;
    const char* digest;            // as OpenSSL names it; null where the algorithm has its own
    std::size_t digest_size;       // octets
    bool is_pss = false;
    const char* curve = nullptr;   // as JWK and OpenSSL name it
    std::size_t number_size = 0;   // octets of a coordinate, and of each half of a signature
};

[[nodiscard]] const AlgorithmInfo& info(JwsAlgorithm algorithm) noexcept;
/** As `kty` spells it. */
[[nodiscard]] std::string_view name(KeyKind kind) noexcept;

}  // namespace serval::detail
