#include <serval/jose/jwt.hpp>

#include <algorithm>
#include <array>
#include <optional>

#include <nlohmann/json.hpp>

#include <serval/http/headers.hpp>

#include "jose/jwt_checks.hpp"

namespace serval {
namespace {

constexpr std::size_t most_claim_depth = 32;

/** Writes the members of one JSON object; those that say nothing are left out. */
class ClaimWriter {
public:
    void json(std::string_view name, std::string_view value) {
        out_ += out_.size() == 1 ? "" : ",";
        out_ += to_json(std::string{name});
        out_ += ':';
        out_ += value;
    }
    void text(std::string_view name, const std::string& value) {
        if (!value.empty()) json(name, to_json(value));
    }
    void texts(std::string_view name, const std::vector<std::string>& values) {
        if (values.size() == 1) json(name, to_json(values.front()));
        else if (!values.empty()) json(name, to_json(values));
    }
    void time(std::string_view name, const std::optional<JwtClaims::Time>& value) {
        if (value.has_value()) json(name, std::to_string(std::chrono::floor<std::chrono::seconds>(*value).time_since_epoch().count()));
    }
    [[nodiscard]] std::string take() { return std::move(out_) + "}"; }

private:
    std::string out_ = "{";
};

std::string write_claims(const JwtClaims& claims) {
    ClaimWriter out;
    out.text("iss", claims.issuer);
    out.text("sub", claims.subject);
    out.texts("aud", claims.audience);
    out.time("exp", claims.expires);
    out.time("nbf", claims.not_before);
    out.time("iat", claims.issued);
    out.text("jti", claims.id);
    for (const auto& [name, json] : claims.custom) out.json(name, json);
    return out.take();
}

/** Reads a registered claim; what is wrong with it, if anything is. */
using ReadClaim = std::optional<JwtFault>;

ReadClaim read_text_claim(const Json& value, std::string& out) {
    if (!value.is_string()) return JwtFault::wrong_kind;
    out = value.get<std::string>();
    return std::nullopt;
}

ReadClaim read_audience(const Json& value, std::vector<std::string>& out) {
    if (value.is_string()) return out.push_back(value.get<std::string>()), std::nullopt;
    if (!value.is_array()) return JwtFault::wrong_kind;
    for (const Json& item : value) {
        if (!item.is_string()) return JwtFault::wrong_kind;
        out.push_back(item.get<std::string>());
    }
    return std::nullopt;
}

/** A NumericDate (RFC 7519 §2): seconds since 1970, perhaps with a fraction. */
ReadClaim read_time(const Json& value, std::optional<JwtClaims::Time>& out) {
    static constexpr double latest = std::chrono::duration<double>{JwtClaims::Time::duration::max()}.count() - 1024;   // rounded down for sure
    if (!value.is_number()) return JwtFault::wrong_kind;
    const std::chrono::duration<double> since_epoch{value.get<double>()};
    if (!(since_epoch.count() >= 0 && since_epoch.count() <= latest)) return JwtFault::out_of_range;
    if (value.is_number_integer()) out = JwtClaims::Time{std::chrono::seconds{value.get<std::int64_t>()}};
    else out = JwtClaims::Time{std::chrono::duration_cast<JwtClaims::Time::duration>(since_epoch)};
    return std::nullopt;
}

ReadClaim read_claim(const std::string& name, const Json& value, JwtClaims& claims) {
    if (name == "iss") return read_text_claim(value, claims.issuer);
    if (name == "sub") return read_text_claim(value, claims.subject);
    if (name == "aud") return read_audience(value, claims.audience);
    if (name == "exp") return read_time(value, claims.expires);
    if (name == "nbf") return read_time(value, claims.not_before);
    if (name == "iat") return read_time(value, claims.issued);
    if (name == "jti") return read_text_claim(value, claims.id);
    claims.custom.set_json(name, value.dump());
    return std::nullopt;
}

JwtResult<JwtClaims> read_claims(std::string_view payload) {
    const auto object = from_json<Json>(payload, {.max_depth = most_claim_depth});
    if (!object || !object->is_object()) return JwtRefusal{JwtFault::no_claims};
    JwtClaims claims;
    for (const auto& [name, value] : object->items()) {
        if (const auto fault = read_claim(name, value, claims)) return JwtRefusal{*fault, name};
    }
    return claims;
}

bool is_among(const std::string& text, const std::vector<std::string>& texts) {
    return std::find(texts.begin(), texts.end(), text) != texts.end();
}

/** Whether it is for one of those who are expected. One that is for somebody is for nobody else (RFC 7519 §4.1.3). */
bool is_for(const std::vector<std::string>& audience, const std::vector<std::string>& expected) {
    if (expected.empty()) return audience.empty();
    return std::any_of(audience.begin(), audience.end(), [&](const std::string& one) { return is_among(one, expected); });
}

/** `typ` with what may be left out of it (RFC 7515 §4.1.9). */
std::string_view without_application(std::string_view type) {
    static constexpr std::string_view prefix = "application/";
    return same_field_name(type.substr(0, prefix.size()), prefix) ? type.substr(prefix.size()) : type;
}

bool is_of_type(std::string_view type, std::string_view expected) {
    return expected.empty() || same_field_name(without_application(type), without_application(expected));
}

/** What is wrong with the times. Leeway is taken from now, so that no sum is too large for the clock. */
std::optional<JwtRefusal> untimely(const JwtClaims& claims, std::chrono::seconds leeway, JwtClaims::Time now) {
    if (claims.expires.has_value() && now - leeway >= *claims.expires) return JwtRefusal{JwtFault::expired, "exp"};
    if (claims.not_before.has_value() && now + leeway < *claims.not_before) return JwtRefusal{JwtFault::not_yet_valid, "nbf"};
    if (claims.issued.has_value() && now + leeway < *claims.issued) return JwtRefusal{JwtFault::not_yet_valid, "iat"};
    return std::nullopt;
}

}  // namespace

std::string issue_jwt(const JwtClaims& claims, const JwsKey& key, std::string_view type) { return sign_jws(write_claims(claims), key, type); }

std::optional<JwtRefusal> unexpected_claim(const JwtClaims& claims, const JwtExpectations& expected, JwtClaims::Time now) {
    if (auto refusal = untimely(claims, expected.leeway, now)) return refusal;
    for (const std::string& name : expected.required) {
        if (!claims.contains(name)) return JwtRefusal{JwtFault::missing_claim, name};
    }
    if (!expected.issuers.empty() && !is_among(claims.issuer, expected.issuers)) return JwtRefusal{JwtFault::wrong_issuer, "iss"};
    if (!is_for(claims.audience, expected.audiences)) return JwtRefusal{JwtFault::wrong_audience, "aud"};
    return std::nullopt;
}

JwtResult<JwtClaims> read_signed_jwt(std::string_view token, const JwsKeySet& keys, const JwtExpectations& expected) {
    const auto verified = verify_jws(token, keys, expected.limits);
    if (!verified) return JwtRefusal{JwtFault::untrusted, {}, verified.fault()};
    if (!is_of_type(verified->type, expected.type)) return JwtRefusal{JwtFault::wrong_type, {}};
    return read_claims(verified->payload);
}

JwtResult<JwtClaims> verify_jwt(std::string_view token, const JwsKeySet& keys, const JwtExpectations& expected, JwtClaims::Time now) {
    auto claims = read_signed_jwt(token, keys, expected);
    if (!claims) return claims;
    if (auto refusal = unexpected_claim(*claims, expected, now)) return std::move(*refusal);
    return claims;
}

}  // namespace serval
