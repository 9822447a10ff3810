#include <serval/jose/jws_key.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "jose/hmac_signer.hpp"
#include "jose/jwk.hpp"
#include "jose/key_pair_signer.hpp"
#include "jose/key_pairs.hpp"

namespace serval {

struct JwsKey::State {
    detail::Jwk key;
};

JwsKey JwsKey::from_secret(JwsAlgorithm algorithm, std::string_view secret, std::string kid) {
    const detail::AlgorithmInfo& about = detail::info(algorithm);
    if (about.kind != detail::KeyKind::oct) throw JwsKeyError{fmt::format("{} has no secret but a pair of keys", about.name)};
    auto signer = std::make_unique<detail::HmacSigner>(about, secret);
    return JwsKey{std::make_shared<const State>(State{{algorithm, std::move(kid), true, true, std::move(signer)}})};
}

JwsKey JwsKey::from_pem(JwsAlgorithm algorithm, std::string_view pem, std::string kid) {
    const detail::AlgorithmInfo& about = detail::info(algorithm);
    if (about.kind == detail::KeyKind::oct) throw JwsKeyError{fmt::format("{} needs a secret, not the PEM of a key", about.name)};
    const bool is_private = pem.find("PRIVATE KEY-----") != std::string_view::npos;
    auto signer = std::make_unique<detail::KeyPairSigner>(about, detail::key_pair_from_pem(pem, is_private), is_private);
    return JwsKey{std::make_shared<const State>(State{{algorithm, std::move(kid), is_private, true, std::move(signer)}})};
}

JwsKey JwsKey::from_jwk(std::string_view jwk, std::optional<JwsAlgorithm> algorithm) {
    return JwsKey{std::make_shared<const State>(State{detail::read_jwk(detail::read_key_object(jwk), algorithm)})};
}

JwsAlgorithm JwsKey::algorithm() const noexcept { return state_->key.algorithm; }
const std::string& JwsKey::kid() const noexcept { return state_->key.kid; }
bool JwsKey::can_sign() const noexcept { return state_->key.may_sign; }
bool JwsKey::can_verify() const noexcept { return state_->key.may_verify; }

std::optional<std::string> JwsKey::public_jwk() const {
    const detail::AlgorithmInfo& about = detail::info(algorithm());
    Json jwk = Json::object();
    if (!state_->key.signer->write_public(jwk)) return std::nullopt;
    jwk["kty"] = detail::name(about.kind);
    jwk["alg"] = about.name;
    jwk["use"] = "sig";
    if (!kid().empty()) jwk["kid"] = kid();
    return jwk.dump();
}

std::string JwsKey::sign(std::string_view content) const {
    if (!can_sign()) throw std::logic_error{fmt::format("the key for {} cannot sign: it is public, or \"key_ops\" forbids it", name(algorithm()))};
    return state_->key.signer->sign(content);
}

bool JwsKey::verify(std::string_view content, std::string_view signature) const {
    return can_verify() && state_->key.signer->verify(content, signature);
}

}  // namespace serval
