#include <serval/jose/jws.hpp>

#include <array>
#include <optional>

#include <nlohmann/json.hpp>

#include <serval/http/base64.hpp>
#include <serval/model/read.hpp>

namespace serval {
namespace {

constexpr std::size_t most_header_depth = 4;

struct Parts {
    std::string_view header;
    std::string_view payload;
    std::string_view signature;
    std::string_view signed_text;   // header and payload with the dot between (RFC 7515 §5.2)
};

std::optional<Parts> split(std::string_view token) noexcept {
    const auto first = token.find('.');
    if (first == std::string_view::npos) return std::nullopt;
    const auto second = token.find('.', first + 1);
    if (second == std::string_view::npos || token.find('.', second + 1) != std::string_view::npos) return std::nullopt;
    return Parts{token.substr(0, first), token.substr(first + 1, second - first - 1), token.substr(second + 1), token.substr(0, second)};
}

struct JwsHeader {
    std::string algorithm;
    std::optional<std::string> kid;
    std::string type;
};

/** Take a member that is a string, where there is one; false when it is anything else. */
template <class Text>
bool take_text(const Json& object, const char* member, Text& out) {
    const auto found = object.find(member);
    if (found == object.end()) return true;
    if (!found->is_string()) return false;
    out = found->get_ref<const std::string&>();
    return true;
}

bool brings_key(const Json& header) {
    static constexpr std::array members{"jwk", "jku", "x5u", "x5c"};
    for (const char* member : members) {
        if (header.contains(member)) return true;
    }
    return false;
}

Parsed<JwsHeader, JwsFault> read_header(std::string_view text) {
    const auto object = from_json<Json>(text, {.max_depth = most_header_depth});
    if (!object || !object->is_object()) return JwsFault::invalid_header;
    if (object->contains("crit")) return JwsFault::critical;   // no extension is understood, and an empty list is an error
    if (brings_key(*object)) return JwsFault::foreign_key;
    JwsHeader header;
    if (!object->contains("alg") || !take_text(*object, "alg", header.algorithm) || !take_text(*object, "kid", header.kid) ||
        !take_text(*object, "typ", header.type)) {
        return JwsFault::invalid_header;
    }
    return header;
}

const JwsKey* key_for(const JwsHeader& header, const JwsKeySet& keys) noexcept {
    const auto algorithm = jws_algorithm(header.algorithm);
    return algorithm.has_value() ? keys.find(header.kid, *algorithm) : nullptr;
}

}  // namespace

std::string_view describe(JwsFault fault) noexcept {
    switch (fault) {
        case JwsFault::too_large: return "the token is longer than tokens may be";
        case JwsFault::malformed: return "the token is not three parts in base64url";
        case JwsFault::invalid_header: return "the token's header is not the JSON object that it should be";
        case JwsFault::critical: return "the token demands that extensions be understood";
        case JwsFault::foreign_key: return "the token brings a key of its own";
        case JwsFault::no_key: return "there is no one key for the token's name of a key and algorithm";
        case JwsFault::signature: return "the token's signature is wrong";
    }
    return {};
}

std::string sign_jws(std::string_view payload, const JwsKey& key, std::string_view type) {
    OrderedJson header;
    header["alg"] = name(key.algorithm());
    if (!type.empty()) header["typ"] = type;
    if (!key.kid().empty()) header["kid"] = key.kid();
    std::string token = to_base64url(header.dump()) + "." + to_base64url(payload);
    const std::string signature = key.sign(token);
    return token + "." + to_base64url(signature);
}

Parsed<VerifiedJws, JwsFault> verify_jws(std::string_view token, const JwsKeySet& keys, const JwsLimits& limits) {
    if (token.size() > limits.token_size) return JwsFault::too_large;
    const auto parts = split(token);
    if (!parts.has_value()) return JwsFault::malformed;
    const auto header_text = from_base64url(parts->header);
    const auto signature = from_base64url(parts->signature);
    if (!header_text.has_value() || !signature.has_value()) return JwsFault::malformed;
    auto header = read_header(*header_text);
    if (!header) return header.fault();
    const JwsKey* const key = key_for(*header, keys);
    if (key == nullptr) return JwsFault::no_key;
    if (!key->verify(parts->signed_text, *signature)) return JwsFault::signature;
    auto payload = from_base64url(parts->payload);
    if (!payload.has_value()) return JwsFault::malformed;
    return VerifiedJws{std::move(*payload), std::move(header->type), *key};
}

}  // namespace serval
