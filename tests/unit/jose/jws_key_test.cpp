#include <catch2/catch.hpp>

#include <serval/http/base64.hpp>
#include <serval/jose/jws.hpp>

#include "unit/jose/made_keys.hpp"

using namespace serval;
using serval::test::make_key_pair;
using Catch::Matchers::Contains;

namespace {

const auto& pair_algorithms() {
    static const std::vector<JwsAlgorithm> all{JwsAlgorithm::rs256, JwsAlgorithm::rs384, JwsAlgorithm::rs512, JwsAlgorithm::ps256,
                                               JwsAlgorithm::ps384, JwsAlgorithm::ps512, JwsAlgorithm::es256, JwsAlgorithm::es384,
                                               JwsAlgorithm::es512, JwsAlgorithm::eddsa};
    return all;
}

std::string jwk_of_secret(std::string_view secret, const std::string& more) {
    return R"({"kty":"oct","k":")" + to_base64url(secret) + "\"" + more + "}";
}

}  // namespace

TEST_CASE("an algorithm has one name, and none is the name of none", "[jose]") {
    for (const JwsAlgorithm algorithm : pair_algorithms()) CHECK(jws_algorithm(name(algorithm)) == algorithm);
    CHECK(jws_algorithm("HS384") == JwsAlgorithm::hs384);
    for (const auto* other : {"none", "None", "NONE", "hs256", "HS256 ", "", "ES256K", "RSA-OAEP"}) CHECK_FALSE(jws_algorithm(other));
}

TEST_CASE("what a pair's private key signs, its public key verifies, and nothing else", "[jose]") {
    for (const JwsAlgorithm algorithm : pair_algorithms()) {
        CAPTURE(name(algorithm));
        const auto pair = make_key_pair(algorithm);
        const JwsKey signing = JwsKey::from_pem(algorithm, pair.private_pem);
        const JwsKey verifying = JwsKey::from_pem(algorithm, pair.public_pem);
        std::string signature = signing.sign("text");
        CHECK(verifying.verify("text", signature));
        CHECK(signing.verify("text", signature));
        CHECK_FALSE(verifying.verify("texT", signature));
        CHECK_FALSE(verifying.verify("text", signature + '\0'));
        CHECK_FALSE(verifying.verify("text", signature.substr(1)));
        CHECK_FALSE(verifying.verify("text", ""));
        signature.back() = static_cast<char>(signature.back() ^ 1);
        CHECK_FALSE(verifying.verify("text", signature));
        CHECK_THROWS_AS(verifying.sign("text"), std::logic_error);
    }
}

TEST_CASE("a secret signs and verifies, and needs the length of its hash", "[jose]") {
    const std::pair<JwsAlgorithm, std::size_t> sizes[]{{JwsAlgorithm::hs256, 32}, {JwsAlgorithm::hs384, 48}, {JwsAlgorithm::hs512, 64}};
    for (const auto& [algorithm, size] : sizes) {
        const JwsKey key = JwsKey::from_secret(algorithm, std::string(size, 's'));
        CHECK(key.sign("text").size() == size);
        CHECK(key.verify("text", key.sign("text")));
        CHECK_FALSE(key.verify("text", key.sign("text").substr(0, size - 1)));
        CHECK_FALSE(key.verify("other", key.sign("text")));
        CHECK_THROWS_WITH(JwsKey::from_secret(algorithm, std::string(size - 1, 's')), Contains("octets; this one has " + std::to_string(size - 1)));
    }
}

TEST_CASE("a public key is not taken for a secret, nor a secret for a key", "[jose]") {
    const auto pair = make_key_pair(JwsAlgorithm::rs256);
    CHECK_THROWS_WITH(JwsKey::from_secret(JwsAlgorithm::hs256, pair.public_pem), Contains("PEM is no secret"));
    CHECK_THROWS_AS(JwsKey::from_pem(JwsAlgorithm::hs256, pair.public_pem), JwsKeyError);
    CHECK_THROWS_AS(JwsKey::from_secret(JwsAlgorithm::rs256, test::secret_a), JwsKeyError);
}

TEST_CASE("a key is refused that is weak, of another kind or on another curve", "[jose]") {
    CHECK_THROWS_WITH(JwsKey::from_pem(JwsAlgorithm::rs256, test::make_rsa_pair(1024).private_pem), Contains("2048") && Contains("has 1024"));
    CHECK_THROWS_AS(JwsKey::from_pem(JwsAlgorithm::es256, make_key_pair(JwsAlgorithm::es384).public_pem), JwsKeyError);
    CHECK_THROWS_AS(JwsKey::from_pem(JwsAlgorithm::es256, make_key_pair(JwsAlgorithm::rs256).public_pem), JwsKeyError);
    CHECK_THROWS_AS(JwsKey::from_pem(JwsAlgorithm::eddsa, make_key_pair(JwsAlgorithm::es256).private_pem), JwsKeyError);
    CHECK_THROWS_AS(JwsKey::from_pem(JwsAlgorithm::rs256, "no key"), JwsKeyError);
}

TEST_CASE("a public key, written as JSON, is read as the same key", "[jose]") {
    for (const JwsAlgorithm algorithm : pair_algorithms()) {
        CAPTURE(name(algorithm));
        const JwsKey signing = JwsKey::from_pem(algorithm, make_key_pair(algorithm).private_pem, "its name");
        const JwsKey read = JwsKey::from_jwk(signing.public_jwk().value());
        CHECK(read.algorithm() == algorithm);
        CHECK(read.kid() == "its name");
        CHECK_FALSE(read.can_sign());
        CHECK(read.verify("text", signing.sign("text")));
    }
    CHECK_FALSE(JwsKey::from_secret(JwsAlgorithm::hs256, test::secret_a).public_jwk().has_value());
}

TEST_CASE("a JWK is for one algorithm, which it says or is told", "[jose]") {
    CHECK(JwsKey::from_jwk(jwk_of_secret(test::secret_a, R"(,"alg":"HS512")")).algorithm() == JwsAlgorithm::hs512);
    CHECK(JwsKey::from_jwk(jwk_of_secret(test::secret_a, ""), JwsAlgorithm::hs256).algorithm() == JwsAlgorithm::hs256);
    CHECK_THROWS_WITH(JwsKey::from_jwk(jwk_of_secret(test::secret_a, "")), Contains("nobody says"));
    CHECK_THROWS_WITH(JwsKey::from_jwk(jwk_of_secret(test::secret_a, R"(,"alg":"HS512")"), JwsAlgorithm::hs256), Contains("for HS512, not for HS256"));
    for (const auto* alg : {"none", "A128KW", "RS256", ""}) {
        CHECK_THROWS_AS(JwsKey::from_jwk(jwk_of_secret(test::secret_a, R"(,"alg":")" + std::string{alg} + "\"")), JwsKeyError);
    }
}

TEST_CASE("a JWK for something else than signatures is refused, and key_ops may allow one half", "[jose]") {
    const auto key = [](const char* more) { return jwk_of_secret(test::secret_a, std::string{R"(,"alg":"HS256",)"} + more); };
    CHECK_THROWS_WITH(JwsKey::from_jwk(key(R"("use":"enc")")), Contains("use"));
    CHECK_THROWS_WITH(JwsKey::from_jwk(key(R"("key_ops":["encrypt"])")), Contains("key_ops"));
    CHECK_THROWS_AS(JwsKey::from_jwk(key(R"("key_ops":"sign")")), JwsKeyError);
    const JwsKey verifying = JwsKey::from_jwk(key(R"("key_ops":["verify"])"));
    CHECK_FALSE(verifying.can_sign());
    const JwsKey signing = JwsKey::from_jwk(key(R"("key_ops":["sign"])"));
    CHECK_FALSE(signing.can_verify());
    CHECK(verifying.verify("text", signing.sign("text")));
    CHECK_FALSE(signing.verify("text", signing.sign("text")));
}

TEST_CASE("what is no JWK is refused with a sentence", "[jose]") {
    for (const auto* text : {"", "[]", "{}", R"({"kty":"oct","kty":"oct"})", R"({"kty":"oct","alg":"HS256"})", R"({"kty":1,"alg":"HS256"})",
                             R"({"kty":"oct","alg":"HS256","k":"a=="})", R"({"kty":"EC","crv":"P-256","x":"AA","y":"AA"})",
                             R"({"kty":"OKP","crv":"Ed25519","x":"AA"})", R"({"kty":"RSA","alg":"RS256","n":"AQ","e":"AQAB"})"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(JwsKey::from_jwk(text), JwsKeyError);
    }
}
