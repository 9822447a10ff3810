#include <serval/jose/jws_algorithm.hpp>

#include <array>

#include "jose/algorithm_info.hpp"

namespace serval {
namespace {

using detail::AlgorithmInfo;
using detail::KeyKind;

/** In the order of the enumerators. */
constexpr std::array<AlgorithmInfo, 13> algorithms{{
    {"HS256", KeyKind::oct, "SHA256", 32},
    {"HS384", KeyKind::oct, "SHA384", 48},
    {"HS512", KeyKind::oct, "SHA512", 64},
    {"RS256", KeyKind::rsa, "SHA256", 32},
    {"RS384", KeyKind::rsa, "SHA384", 48},
    {"RS512", KeyKind::rsa, "SHA512", 64},
    {"PS256", KeyKind::rsa, "SHA256", 32, true},
    {"PS384", KeyKind::rsa, "SHA384", 48, true},
    {"PS512", KeyKind::rsa, "SHA512", 64, true},
    {"ES256", KeyKind::ec, "SHA256", 32, false, "P-256", 32},
    {"ES384", KeyKind::ec, "SHA384", 48, false, "P-384", 48},
    {"ES512", KeyKind::ec, "SHA512", 64, false, "P-521", 66},
    {"EdDSA", KeyKind::okp, nullptr, 0, false, "Ed25519", 32},
}};

}  // namespace

const AlgorithmInfo& detail::info(JwsAlgorithm algorithm) noexcept { return algorithms[static_cast<std::size_t>(algorithm)]; }

std::string_view detail::name(KeyKind kind) noexcept {
    static constexpr std::array<std::string_view, 4> names{"oct", "RSA", "EC", "OKP"};
    return names[static_cast<std::size_t>(kind)];
}

std::string_view name(JwsAlgorithm algorithm) noexcept { return detail::info(algorithm).name; }

std::optional<JwsAlgorithm> jws_algorithm(std::string_view name) noexcept {
    for (std::size_t i = 0; i < algorithms.size(); ++i) {
        if (algorithms[i].name == name) return static_cast<JwsAlgorithm>(i);
    }
    return std::nullopt;
}

}  // namespace serval
