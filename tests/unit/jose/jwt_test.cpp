#include <catch2/catch.hpp>

#include <limits>
#include <stdexcept>

#include <serval/http/base64.hpp>
#include <serval/jose/jwt.hpp>
#include <serval/json.hpp>

#include "unit/jose/made_keys.hpp"

using namespace serval;
using namespace std::chrono_literals;
using serval::test::secret_a;

namespace {

const JwtClaims::Time now = JwtClaims::Time{1'764'000'000s};

JwsKey jwt_key() { return JwsKey::from_secret(JwsAlgorithm::hs256, secret_a); }

/** What becomes of a token that claims just this. */
Parsed<JwtClaims, JwtRefusal> verify_payload(std::string_view payload, const JwtExpectations& expected = {.required = {}}) {
    return verify_jwt(sign_jws(payload, jwt_key(), "JWT"), jwt_key(), expected, now);
}

JwtRefusal refusal_of(std::string_view payload, const JwtExpectations& expected = {.required = {}}) {
    CAPTURE(payload);
    const auto verified = verify_payload(payload, expected);
    REQUIRE_FALSE(verified);
    CHECK_FALSE(describe(verified.fault()).empty());
    CHECK(verified.fault().code() == "token_not_valid");
    return verified.fault();
}

JwtFault fault_of_payload(std::string_view payload, const JwtExpectations& expected = {.required = {}}) { return refusal_of(payload, expected).fault; }

std::string payload_of(std::string_view token) {
    const auto first = token.find('.');
    return from_base64url(token.substr(first + 1, token.rfind('.') - first - 1)).value();
}

}  // namespace

TEST_CASE("what a token claims comes back as it was", "[jose]") {
    JwtClaims claims;
    claims.issuer = "https://a.example";
    claims.subject = "42";
    claims.audience = {"shop", "bank"};
    claims.expires = now + 5min;
    claims.not_before = now - 1s;
    claims.issued = now;
    claims.id = "f00";
    claims.custom.set("roles", std::vector<std::string>{"editor", "author"}).set("name", "Ann \"A\"").set("level", 3);
    const auto read = verify_jwt(issue_jwt(claims, jwt_key()), jwt_key(), {.audiences = {"bank"}, .required = {}}, now);
    REQUIRE(read);
    CHECK(read->issuer == claims.issuer);
    CHECK(read->subject == claims.subject);
    CHECK(read->audience == claims.audience);
    CHECK(read->expires == claims.expires);
    CHECK(read->not_before == claims.not_before);
    CHECK(read->issued == claims.issued);
    CHECK(read->id == claims.id);
    CHECK(read->custom.get<std::vector<std::string>>("roles") == std::vector<std::string>{"editor", "author"});
    CHECK(read->custom.get<std::string>("name") == "Ann \"A\"");
    CHECK(read->custom.get<int>("level") == 3);
}

TEST_CASE("a token is written in the field's usual form", "[jose]") {
    JwtClaims claims;
    CHECK(payload_of(issue_jwt(claims, jwt_key())) == "{}");
    claims.subject = "42";
    claims.audience = {"shop"};
    claims.expires = now + 900ms;
    claims.custom.set("a\"b", Json{{"deep", {1, 2}}});
    CHECK(payload_of(issue_jwt(claims, jwt_key())) == R"({"sub":"42","aud":"shop","exp":1764000000,"a\"b":{"deep":[1,2]}})");
    CHECK(verify_jws(issue_jwt(claims, jwt_key()), jwt_key())->type == "JWT");
    CHECK(verify_jws(issue_jwt(claims, jwt_key(), "at+jwt"), jwt_key())->type == "at+jwt");
    const auto pair = test::make_key_pair(JwsAlgorithm::eddsa);
    CHECK_THROWS_AS(issue_jwt(claims, JwsKey::from_pem(JwsAlgorithm::eddsa, pair.public_pem)), std::logic_error);
}

TEST_CASE("custom claims are of any type, and none of those that have a member", "[jose]") {
    CustomClaims claims;
    CHECK(claims.empty());
    claims.set("role", "editor").set("role", "author");
    CHECK(claims.get<std::string>("role") == "author");
    CHECK(claims.get<int>("role") == std::nullopt);
    CHECK(claims.get<std::string>("name") == std::nullopt);
    CHECK(claims.erase("role"));
    CHECK_FALSE(claims.erase("role"));
    for (const auto* name : {"iss", "sub", "aud", "exp", "nbf", "iat", "jti"}) CHECK_THROWS_AS(claims.set(name, 1), std::invalid_argument);
    CHECK(claims.empty());
}

TEST_CASE("a token is worth nothing from its expiry on, but for the leeway", "[jose]") {
    CHECK(verify_payload(R"({"exp":1764000001})"));
    const auto expired = refusal_of(R"({"exp":1764000000})");
    CHECK(expired.fault == JwtFault::expired);
    CHECK(expired.claim == "exp");
    CHECK(expired.message() == "Token is expired");
    CHECK(verify_payload(R"({"exp":1763999996})", {.required = {}, .leeway = 5s}));
    CHECK(fault_of_payload(R"({"exp":1763999995})", {.required = {}, .leeway = 5s}) == JwtFault::expired);
    CHECK(fault_of_payload(R"({"exp":0})") == JwtFault::expired);
}

TEST_CASE("a token whose time has not come is refused, but for the leeway", "[jose]") {
    for (const std::string claim : {"nbf", "iat"}) {
        CHECK(verify_payload("{\"" + claim + "\":1764000000}"));
        const auto early = refusal_of("{\"" + claim + "\":1764000001}");
        CHECK(early.fault == JwtFault::not_yet_valid);
        CHECK(early.claim == claim);
        CHECK(early.message() == "Token is not yet valid");
        CHECK(verify_payload("{\"" + claim + "\":1764000005}", {.required = {}, .leeway = 5s}));
        CHECK(fault_of_payload("{\"" + claim + "\":1764000006}", {.required = {}, .leeway = 5s}) == JwtFault::not_yet_valid);
    }
}

TEST_CASE("times may have fractions and exponents", "[jose]") {
    CHECK(verify_payload(R"({"exp":1764000000.5})")->expires == now + 500ms);
    CHECK(verify_payload(R"({"exp":1.764000001e9})")->expires == now + 1s);
    CHECK(fault_of_payload(R"({"nbf":1764000000.25})") == JwtFault::not_yet_valid);
    CHECK(verify_payload(R"({"nbf":0.75})")->not_before == JwtClaims::Time{750ms});
}

TEST_CASE("times that no clock here can tell are refused by name", "[jose]") {
    for (const std::string claim : {"exp", "nbf", "iat"}) {
        for (const auto* time : {"-1", "-0.001", "9223372037", "253402300799", "1e11", "1e300", "9223372036854775807", "18446744073709551615",
                                 "18446744073709551616", "123456789012345678901234567890"}) {
            const auto refused = refusal_of("{\"" + claim + "\":" + time + "}");
            CHECK(refused.fault == JwtFault::out_of_range);
            CHECK(refused.claim == claim);
            CHECK(refused.message() == "Token is invalid");
        }
    }
    CHECK(verify_payload(R"({"exp":9223371000})", {.required = {}, .leeway = std::chrono::hours{24 * 366}}));
    CHECK(fault_of_payload(R"({"nbf":9223371000})", {.required = {}, .leeway = std::chrono::hours{24 * 366}}) == JwtFault::not_yet_valid);
}

TEST_CASE("claims of the wrong kind are refused by name", "[jose]") {
    for (const auto* const kind : {"null", "true", "{}", "[]", "\"1764000001\""}) {
        for (const std::string claim : {"exp", "nbf", "iat"}) {
            const auto refused = refusal_of("{\"" + claim + "\":" + kind + "}");
            CHECK(refused.fault == JwtFault::wrong_kind);
            CHECK(refused.claim == claim);
        }
    }
    for (const auto* const kind : {"null", "true", "{}", "[]", "1", "[\"a\"]"}) {
        for (const std::string claim : {"iss", "sub", "jti"}) {
            const auto refused = refusal_of("{\"" + claim + "\":" + kind + "}");
            CHECK(refused.fault == JwtFault::wrong_kind);
            CHECK(refused.claim == claim);
        }
    }
    for (const auto* const kind : {"null", "true", "{}", "1", "[1]", "[\"a\",null]", "[[\"a\"]]"}) {
        CHECK(fault_of_payload(std::string{"{\"aud\":"} + kind + "}", {.audiences = {"a"}, .required = {}}) == JwtFault::wrong_kind);
    }
}

TEST_CASE("a payload is a JSON object that names each claim once", "[jose]") {
    for (const auto* payload : {"", "null", "[]", "\"{}\"", "{", "{}{}", R"({"exp":1764000001,"exp":1764009999})", R"({"sub":"1","s\u0075b":"2"})",
                                R"({"role":"a","role":"b"})", R"({"a":{"b":1,"b":2}})", "{\"sub\":\"\xFF\"}", R"({"exp":NaN})", R"({"exp":1e999})"}) {
        CHECK(fault_of_payload(payload) == JwtFault::no_claims);
    }
    const std::string deep = "{\"a\":" + std::string(40, '[') + std::string(40, ']') + "}";
    CHECK(fault_of_payload(deep) == JwtFault::no_claims);
}

TEST_CASE("claims that are expected have to be there", "[jose]") {
    const std::vector<std::pair<std::string, std::string>> messages{{"exp", "Token has no 'exp' claim"},
                                                                    {"jti", "Token has no id"},
                                                                    {"token_type", "Token has no type"},
                                                                    {"sub", "Token has no 'sub' claim"},
                                                                    {"iss", "Token has no 'iss' claim"},
                                                                    {"aud", "Token has no 'aud' claim"},
                                                                    {"nbf", "Token has no 'nbf' claim"},
                                                                    {"iat", "Token has no 'iat' claim"},
                                                                    {"tenant", "Token has no 'tenant' claim"}};
    for (const auto& [claim, message] : messages) {
        const auto refused = refusal_of("{}", {.required = {claim}});
        CHECK(refused.fault == JwtFault::missing_claim);
        CHECK(refused.claim == claim);
        CHECK(refused.message() == message);
    }
    CHECK(fault_of_payload(R"({"sub":""})", {.required = {"sub"}}) == JwtFault::missing_claim);
    CHECK(verify_payload(R"({"sub":"1","tenant":null,"iat":1})", {.required = {"sub", "tenant", "iat"}}));
}

TEST_CASE("a token that is good for ever is taken only where that is said", "[jose]") {
    CHECK(refusal_of("{}", JwtExpectations{}).message() == "Token has no 'exp' claim");
    CHECK(verify_payload(R"({"exp":1764000001})", JwtExpectations{}));
    CHECK(verify_payload("{}", {.required = {}}));
}

TEST_CASE("issuer and audience are those that are expected", "[jose]") {
    CHECK(verify_payload(R"({"iss":"b"})", {.issuers = {"a", "b"}, .required = {}}));
    CHECK(fault_of_payload(R"({"iss":"c"})", {.issuers = {"a", "b"}, .required = {}}) == JwtFault::wrong_issuer);
    CHECK(fault_of_payload(R"({"iss":"A"})", {.issuers = {"a"}, .required = {}}) == JwtFault::wrong_issuer);
    CHECK(fault_of_payload("{}", {.issuers = {"a"}, .required = {}}) == JwtFault::wrong_issuer);
    CHECK(verify_payload(R"({"aud":"a"})", {.audiences = {"a"}, .required = {}}));
    CHECK(verify_payload(R"({"aud":["c","b"]})", {.audiences = {"a", "b"}, .required = {}}));
    CHECK(fault_of_payload(R"({"aud":["c","d"]})", {.audiences = {"a"}, .required = {}}) == JwtFault::wrong_audience);
    CHECK(fault_of_payload(R"({"aud":[]})", {.audiences = {"a"}, .required = {}}) == JwtFault::wrong_audience);
    CHECK(fault_of_payload("{}", {.audiences = {"a"}, .required = {}}) == JwtFault::wrong_audience);
    CHECK(fault_of_payload(R"({"aud":"a"})") == JwtFault::wrong_audience);
    CHECK(refusal_of(R"({"aud":"a"})").message() == "Token has wrong audience");
    CHECK(refusal_of("{}", {.issuers = {"a"}, .required = {}}).message() == "Token has wrong issuer");
}

TEST_CASE("the type of the header is the one that is expected", "[jose]") {
    const auto verified_as = [](std::string_view type, std::string expected) {
        return verify_jwt(issue_jwt({}, jwt_key(), type), jwt_key(), {.required = {}, .type = std::move(expected)}, now);
    };
    CHECK(verified_as("at+jwt", "at+jwt"));
    CHECK(verified_as("application/AT+JWT", "at+jwt"));
    CHECK(verified_as("at+jwt", "application/at+jwt"));
    CHECK(verified_as("", ""));
    CHECK(verified_as("JWT", "at+jwt").fault().fault == JwtFault::wrong_type);
    CHECK(verified_as("", "at+jwt").fault().message() == "Token has wrong type");
}

TEST_CASE("a token that is not trusted says nothing of why to whoever sent it", "[jose]") {
    const std::string good = issue_jwt({}, jwt_key());
    const auto refused = [](std::string_view token, const JwtExpectations& expected = {.required = {}}) {
        const auto verified = verify_jwt(token, jwt_key(), expected, now);
        REQUIRE_FALSE(verified);
        CHECK(verified.fault().fault == JwtFault::untrusted);
        CHECK(verified.fault().message() == "Token is invalid");
        CHECK(describe(verified.fault()) == describe(verified.fault().jws));
        return verified.fault().jws;
    };
    CHECK(refused(good + "=") == JwsFault::malformed);
    CHECK(refused(issue_jwt({}, JwsKey::from_secret(JwsAlgorithm::hs256, test::secret_b))) == JwsFault::signature);
    CHECK(refused(to_base64url(R"({"alg":"none"})") + "." + to_base64url("{}") + ".") == JwsFault::no_key);
    // Too large: nothing is decoded, whatever it is.
    CHECK(refused(std::string(8 * 1024 + 1, '%')) == JwsFault::too_large);
    CHECK(refused(good, {.required = {}, .limits = {.token_size = good.size() - 1}}) == JwsFault::too_large);
}
