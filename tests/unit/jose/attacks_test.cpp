// Tokens that must not be believed, each of them made from one that is.
#include <catch2/catch.hpp>

#include <serval/http/base64.hpp>
#include <serval/jose/jws.hpp>

#include "unit/jose/made_keys.hpp"

using namespace serval;
using serval::test::secret_a;

namespace {

JwsKey key() { return JwsKey::from_secret(JwsAlgorithm::hs256, secret_a, "k"); }

/** A token with this very header, and a signature that is right. */
std::string token_with(std::string_view header, std::string_view payload = "{}") {
    const std::string text = to_base64url(header) + "." + to_base64url(payload);
    return text + "." + to_base64url(key().sign(text));
}

JwsFault fault_of(std::string_view token) {
    const auto verified = verify_jws(token, key());
    REQUIRE_FALSE(verified);
    CHECK_FALSE(describe(verified.fault()).empty());
    return verified.fault();
}

}  // namespace

TEST_CASE("a signed text comes back as it was, with the type of its header", "[jose]") {
    const auto verified = verify_jws(sign_jws("{\"a\":1}", key(), "JWT"), key());
    REQUIRE(verified);
    CHECK(verified->payload == "{\"a\":1}");
    CHECK(verified->type == "JWT");
    CHECK(verified->key.kid() == "k");
    CHECK(verify_jws(token_with(R"({"alg":"HS256"})"), key()));
    CHECK(verify_jws(token_with(R"({"alg":"HS256","unknown":[{"a":1}]})"), key()));
}

TEST_CASE("a token without a signature is refused, however it spells none", "[jose]") {
    for (const auto* alg : {"none", "None", "NONE", "nOnE", ""}) {
        const std::string text = to_base64url(std::string{R"({"alg":")"} + alg + "\"}") + "." + to_base64url("{}") + ".";
        CHECK(fault_of(text) == JwsFault::no_key);
        CHECK(fault_of(token_with(std::string{R"({"alg":")"} + alg + "\"}")) == JwsFault::no_key);
    }
    const std::string good = token_with(R"({"alg":"HS256"})");
    CHECK(fault_of(good.substr(0, good.rfind('.') + 1)) == JwsFault::signature);
    CHECK(fault_of(good.substr(0, good.rfind('.'))) == JwsFault::malformed);
}

TEST_CASE("the token does not choose the algorithm", "[jose]") {
    CHECK(fault_of(token_with(R"({"alg":"HS512"})")) == JwsFault::no_key);
    // A public key known to all, taken as the secret of an HMAC.
    const auto pair = test::make_key_pair(JwsAlgorithm::rs256);
    const JwsKey public_key = JwsKey::from_pem(JwsAlgorithm::rs256, pair.public_pem);
    const std::string text = to_base64url(R"({"alg":"HS256"})") + "." + to_base64url("{}");
    const std::string body = pair.public_pem.substr(pair.public_pem.find('\n'));
    const std::string forged = text + "." + to_base64url(JwsKey::from_secret(JwsAlgorithm::hs256, body).sign(text));
    CHECK(verify_jws(forged, public_key).fault() == JwsFault::no_key);
    // One family's signature under another's name.
    const JwsKey private_key = JwsKey::from_pem(JwsAlgorithm::rs256, pair.private_pem);
    const std::string as_pss = to_base64url(R"({"alg":"PS256"})") + "." + to_base64url("{}");
    const std::string confused = as_pss + "." + to_base64url(private_key.sign(as_pss));
    CHECK(verify_jws(confused, public_key).fault() == JwsFault::no_key);
    CHECK(verify_jws(confused, JwsKey::from_pem(JwsAlgorithm::ps256, pair.public_pem)).fault() == JwsFault::signature);
}

TEST_CASE("a token that brings its own key is refused", "[jose]") {
    for (const auto* member : {R"("jwk":{"kty":"oct"})", R"("jku":"https://a.example")", R"("x5u":"https://a.example")", R"("x5c":["MII"])",
                               R"("jw\u006b":null)"}) {
        CHECK(fault_of(token_with(std::string{R"({"alg":"HS256",)"} + member + "}")) == JwsFault::foreign_key);
    }
}

TEST_CASE("a token that demands extensions is refused", "[jose]") {
    for (const auto* crit : {R"(["exp"])", R"(["b64"])", "[]", "null", R"("exp")"}) {
        CHECK(fault_of(token_with(std::string{R"({"alg":"HS256","crit":)"} + crit + "}")) == JwsFault::critical);
    }
}

TEST_CASE("a header is a JSON object that names each member once", "[jose]") {
    for (const auto* header : {"", "{", "[]", "null", "{}", R"({"alg":1})", R"({"alg":null})", R"({"alg":["HS256"]})", R"({"alg":"HS256","kid":1})",
                               R"({"alg":"HS256","typ":{}})", R"({"alg":"none","alg":"HS256"})", R"({"alg":"HS256","a\u006cg":"HS256"})",
                               R"({"alg":"HS256"}{})", R"({"alg":"HS256","deep":[[[[[1]]]]]})", "{\"alg\":\"HS256\",\"a\":\"\xFF\"}"}) {
        CAPTURE(header);
        CHECK(fault_of(token_with(header)) == JwsFault::invalid_header);
    }
}

TEST_CASE("a token is three parts in strict base64url", "[jose]") {
    const std::string good = token_with(R"({"alg":"HS256"})");
    for (const std::string& bad : {std::string{}, std::string{"."}, std::string{"a.b"}, good + ".", good + ".a", "." + good, good + "=", good + " ",
                                   " " + good, good + "\n", std::string{"{\"payload\":\"\"}"}}) {
        CAPTURE(bad);
        CHECK(fault_of(bad) == JwsFault::malformed);
    }
    // The last character of 32 octets has two bits without use: other spellings of the same octets are no spellings.
    std::string respelled = good;
    respelled.back() = static_cast<char>(respelled.back() + 1);
    CHECK_FALSE(verify_jws(respelled, key()));
    const std::string padded = to_base64url(R"({"alg":"HS256"})") + ".e30=";
    CHECK(fault_of(padded + "." + to_base64url(key().sign(padded))) == JwsFault::malformed);
}

TEST_CASE("a changed payload, header or signature is refused", "[jose]") {
    const std::string good = token_with(R"({"alg":"HS256"})", "payload");
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string changed = good;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        CHECK_FALSE(verify_jws(changed, key()));
    }
}

TEST_CASE("a token longer than allowed is not looked into", "[jose]") {
    const std::string large = sign_jws(std::string(8 * 1024, ' '), key());
    CHECK(fault_of(large) == JwsFault::too_large);
    CHECK(verify_jws(large, key(), {.token_size = large.size()}));
    CHECK(verify_jws(large, key(), {.token_size = large.size() - 1}).fault() == JwsFault::too_large);
}

TEST_CASE("a signature on a curve is two numbers at full length, neither of them zero", "[jose]") {
    const auto pair = test::make_key_pair(JwsAlgorithm::es256);
    const JwsKey ec = JwsKey::from_pem(JwsAlgorithm::es256, pair.private_pem);
    const std::string text = to_base64url(R"({"alg":"ES256"})") + "." + to_base64url("{}");
    CHECK(ec.sign(text).size() == 64);
    for (const std::size_t size : {0, 1, 63, 64, 65, 72, 128}) {
        CHECK(verify_jws(text + "." + to_base64url(std::string(size, '\0')), ec).fault() == JwsFault::signature);
    }
}
