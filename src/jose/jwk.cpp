#include "jose/jwk.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <serval/jose/jws_key.hpp>
#include <serval/model/read.hpp>

#include "jose/hmac_signer.hpp"
#include "jose/key_pair_signer.hpp"
#include "jose/key_pairs.hpp"

namespace serval::detail {
namespace {

constexpr std::size_t most_key_depth = 16;

/** A member that is a string; nothing when there is none. */
std::optional<std::string> text_of(const Json& jwk, const char* member) {
    const auto found = jwk.find(member);
    if (found == jwk.end()) return std::nullopt;
    if (!found->is_string()) throw JwsKeyError{fmt::format("\"{}\" of the key is no string", member)};
    return found->get<std::string>();
}

std::optional<JwsAlgorithm> algorithm_of_curve(const Json& jwk) {
    const auto curve = text_of(jwk, "crv");
    if (curve == "P-256") return JwsAlgorithm::es256;
    if (curve == "P-384") return JwsAlgorithm::es384;
    if (curve == "P-521") return JwsAlgorithm::es512;
    if (curve == "Ed25519") return JwsAlgorithm::eddsa;
    return std::nullopt;
}

std::optional<JwsAlgorithm> algorithm_told_by(const Json& jwk) {
    const auto told = text_of(jwk, "alg");
    if (!told.has_value()) return algorithm_of_curve(jwk);
    // RFC 9864 gives EdDSA with Ed25519 a name of its own; tokens still call it EdDSA.
    const auto algorithm = *told == "Ed25519" ? JwsAlgorithm::eddsa : jws_algorithm(*told);
    if (!algorithm.has_value()) throw JwsKeyError{"\"alg\" of the key is no algorithm for signatures that is known here"};
    return algorithm;
}

JwsAlgorithm decide_algorithm(const Json& jwk, std::optional<JwsAlgorithm> wanted) {
    const auto told = algorithm_told_by(jwk);
    if (told.has_value() && wanted.has_value() && *told != *wanted) {
        throw JwsKeyError{fmt::format("the key is for {}, not for {}", name(*told), name(*wanted))};
    }
    if (!told.has_value() && !wanted.has_value()) throw JwsKeyError{"the key lacks \"alg\", and nobody says what it is for"};
    return told.has_value() ? *told : *wanted;
}

void check_kind_and_curve(const Json& jwk, const AlgorithmInfo& algorithm) {
    if (text_of(jwk, "kty") != name(algorithm.kind)) {
        throw JwsKeyError{fmt::format("{} needs a key of kind {}", algorithm.name, name(algorithm.kind))};
    }
    if (algorithm.curve != nullptr && text_of(jwk, "crv") != algorithm.curve) {
        throw JwsKeyError{fmt::format("{} needs a key on the curve {}", algorithm.name, algorithm.curve)};
    }
}

/** Whether `key_ops`, where there is one, lists the operation (RFC 7517 §4.3). */
bool allows(const Json& jwk, std::string_view operation) {
    const auto operations = jwk.find("key_ops");
    if (operations == jwk.end()) return true;
    if (!operations->is_array()) throw JwsKeyError{"\"key_ops\" of the key is no list"};
    for (const Json& item : *operations) {
        if (item.is_string() && item.get_ref<const std::string&>() == operation) return true;
    }
    return false;
}

void check_purpose(const Json& jwk) {
    if (text_of(jwk, "use").value_or("sig") != "sig") throw JwsKeyError{"the key is not for signatures: \"use\" says so"};
    if (!allows(jwk, "sign") && !allows(jwk, "verify")) throw JwsKeyError{"the key is not for signatures: \"key_ops\" says so"};
}

std::unique_ptr<Signer> signer_for(const Json& jwk, const AlgorithmInfo& algorithm) {
    if (algorithm.kind == KeyKind::oct) return std::make_unique<HmacSigner>(algorithm, octets_of(jwk, "k"));
    const bool is_private = jwk.contains("d");
    return std::make_unique<KeyPairSigner>(algorithm, key_pair_from_jwk(jwk, algorithm, is_private), is_private);
}

}  // namespace

Json read_key_object(std::string_view text) {
    auto read = from_json<Json>(text, {.max_depth = most_key_depth});
    if (!read || !read->is_object()) throw JwsKeyError{"the text of a key is no JSON object, or names a member twice"};
    return std::move(*read);
}

Jwk read_jwk(const Json& jwk, std::optional<JwsAlgorithm> wanted) {
    const JwsAlgorithm algorithm = decide_algorithm(jwk, wanted);
    check_kind_and_curve(jwk, info(algorithm));
    check_purpose(jwk);
    auto signer = signer_for(jwk, info(algorithm));
    const bool may_sign = signer->can_sign() && allows(jwk, "sign");
    return {algorithm, text_of(jwk, "kid").value_or(""), may_sign, allows(jwk, "verify"), std::move(signer)};
}

}  // namespace serval::detail
