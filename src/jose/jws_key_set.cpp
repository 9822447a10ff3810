#include <serval/jose/jws_key_set.hpp>

#include <nlohmann/json.hpp>

#include "jose/jwk.hpp"

namespace serval {
namespace {

/** The key, unless it is none of ours to use. */
std::optional<JwsKey> usable_key(const Json& jwk, std::optional<JwsAlgorithm> algorithm) {
    const bool says_itself = !jwk.is_object() || jwk.contains("alg") || jwk.contains("crv");
    try {
        return JwsKey::from_jwk(jwk.dump(), says_itself ? std::nullopt : algorithm);
    } catch (const JwsKeyError&) {
        return std::nullopt;
    }
}

}  // namespace

JwsKeySet JwsKeySet::from_json(std::string_view jwks, std::optional<JwsAlgorithm> algorithm) {
    const Json set = detail::read_key_object(jwks);
    const auto listed = set.find("keys");
    if (listed == set.end() || !listed->is_array()) throw JwsKeyError{"a set of keys has a list \"keys\""};
    std::vector<JwsKey> keys;
    for (const Json& jwk : *listed) {
        if (auto key = usable_key(jwk, algorithm)) keys.push_back(std::move(*key));
    }
    if (keys.empty()) throw JwsKeyError{"no key of the set is of use for signatures"};
    return JwsKeySet{std::move(keys)};
}

std::string JwsKeySet::public_json() const {
    std::string out = R"({"keys":[)";
    for (const JwsKey& key : keys_) {
        const auto jwk = key.public_jwk();
        if (!jwk.has_value()) continue;
        if (out.back() == '}') out += ',';
        out += *jwk;
    }
    return out + "]}";
}

const JwsKey* JwsKeySet::find(std::optional<std::string_view> kid, JwsAlgorithm algorithm) const noexcept {
    bool is_named = false;
    for (const JwsKey& key : keys_) is_named = is_named || (kid.has_value() && key.kid() == *kid);
    const JwsKey* found = nullptr;
    for (const JwsKey& key : keys_) {
        const bool is_meant = !kid.has_value() || key.kid() == (is_named ? *kid : std::string_view{});
        if (!is_meant || key.algorithm() != algorithm) continue;
        if (found != nullptr) return nullptr;
        found = &key;
    }
    return found;
}

}  // namespace serval
