#include <catch2/catch.hpp>

#include <serval/jose/jws.hpp>

#include "unit/jose/made_keys.hpp"

using namespace serval;
using serval::test::secret_a;
using serval::test::secret_b;

namespace {

JwsKey hs256(std::string_view secret, std::string kid = {}) { return JwsKey::from_secret(JwsAlgorithm::hs256, secret, std::move(kid)); }

}  // namespace

TEST_CASE("a token picks its key by name", "[jose]") {
    const JwsKeySet keys{{hs256(secret_a, "old"), hs256(secret_b, "new")}};
    CHECK(verify_jws(sign_jws("1", hs256(secret_a, "old")), keys)->key.kid() == "old");
    CHECK(verify_jws(sign_jws("1", hs256(secret_b, "new")), keys)->key.kid() == "new");
    CHECK(verify_jws(sign_jws("1", hs256(secret_a, "new")), keys).fault() == JwsFault::signature);
    CHECK(verify_jws(sign_jws("1", hs256(secret_a, "gone")), keys).fault() == JwsFault::no_key);
}

TEST_CASE("a token without a name is for the one key of its algorithm", "[jose]") {
    const JwsKey other = JwsKey::from_secret(JwsAlgorithm::hs512, secret_a, "c");
    CHECK(verify_jws(sign_jws("1", hs256(secret_a)), JwsKeySet{{hs256(secret_a, "a"), other}}));
    CHECK(verify_jws(sign_jws("1", hs256(secret_a)), JwsKeySet{{hs256(secret_a, "a"), hs256(secret_b, "b")}}).fault() == JwsFault::no_key);
}

TEST_CASE("a name that no key bears is for a key without one, if there is one only", "[jose]") {
    const std::string token = sign_jws("1", hs256(secret_a, "a"));
    CHECK(verify_jws(token, hs256(secret_a)));
    CHECK(verify_jws(token, JwsKeySet{{hs256(secret_a), hs256(secret_b, "b")}}));
    CHECK(verify_jws(token, hs256(secret_a, "b")).fault() == JwsFault::no_key);
    CHECK(verify_jws(token, JwsKeySet{{hs256(secret_a), hs256(secret_b)}}).fault() == JwsFault::no_key);
    CHECK(verify_jws(token, JwsKeySet{}).fault() == JwsFault::no_key);
}

TEST_CASE("a set shows public keys alone, and is read as it was written", "[jose]") {
    const JwsKey first = JwsKey::from_pem(JwsAlgorithm::es256, test::make_key_pair(JwsAlgorithm::es256).private_pem, "first");
    const JwsKey second = JwsKey::from_pem(JwsAlgorithm::eddsa, test::make_key_pair(JwsAlgorithm::eddsa).private_pem, "second");
    const std::string shown = JwsKeySet{{hs256(secret_a, "secret"), first, second}}.public_json();
    CHECK(shown.find("secret") == std::string::npos);
    CHECK(shown.find("\"d\"") == std::string::npos);
    const JwsKeySet read = JwsKeySet::from_json(shown);
    REQUIRE(read.keys().size() == 2);
    CHECK(verify_jws(sign_jws("1", first), read));
    CHECK(verify_jws(sign_jws("1", second), read));
    CHECK(JwsKeySet{}.public_json() == R"({"keys":[]})");
}

TEST_CASE("keys of a set that are not ours to use are left out", "[jose]") {
    const JwsKey key = JwsKey::from_pem(JwsAlgorithm::es256, test::make_key_pair(JwsAlgorithm::es256).private_pem);
    const std::string others = R"({"kty":"new"},3,{"kty":"oct","alg":"A128KW","k":"AAAA"},{"kty":"oct","alg":"HS256","k":"AAAA"},)";
    CHECK(JwsKeySet::from_json(R"({"keys":[)" + others + key.public_jwk().value() + "]}").keys().size() == 1);
    for (const auto* text : {"", "[]", "{}", R"({"keys":{}})", R"({"keys":[]})", R"({"keys":[{"kty":"new"}]})"}) {
        CHECK_THROWS_AS(JwsKeySet::from_json(text), JwsKeyError);
    }
}
