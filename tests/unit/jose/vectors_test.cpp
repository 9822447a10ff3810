// What the standards themselves print: RFC 7515, appendix A, and RFC 8037, appendix A.
#include <catch2/catch.hpp>

#include <serval/http/base64.hpp>
#include <serval/jose/jws.hpp>

using namespace serval;

namespace {

/** What A.1 to A.3 sign. */
const std::string claims = "{\"iss\":\"joe\",\r\n \"exp\":1300819380,\r\n \"http://example.com/is_root\":true}";
const std::string encoded_claims = to_base64url(claims);

const std::string hs256_jwk =
    "{\"kty\":\"oct\",\"k\":\"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow\"}";
const std::string rs256_jwk =
    "{\"kty\":\"RSA\",\"n\":\"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4"
    "d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQ"
    "OS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkM"
    "Ls91kzk2PAcDTW9gb54h4FRWyuXpoQ\",\"e\":\"AQAB\",\"d\":\"Eq5xpGnNCivDflJsRQBXHx1hdR1k6Ulwe2JZD50LpXyWPEAeP88vLNO97IjlA7"
    "_GQ5sLKMgvfTeXZx9SE-7YwVol2NXOoAJe46sui395IW_GO-pWJ1O0BkTGoVEn2bKVRUCgu-GjBVaYLU6f3l9kJfFNS3E0QbVdxzubSu3Mkqzj"
    "kn439X0M_V51gfpRLI9JYanrC4D4qAdGcopV_0ZHHzQlBjudU2QvXt4ehNYTCBr6XCLQUShb1juUO1ZdiYoFaFQT5Tw8bGUl_x_jTj3ccPDVZF"
    "D9pIuhLhBOneufuBiB4cS98l2SR_RQyGWSeWjnczT0QU91p1DhOVRuOopznQ\",\"p\":\"4BzEEOtIpmVdVEZNCqS7baC4crd0pqnRH_5IB3jw3bc"
    "xGn6QLvnEtfdUdiYrqBdss1l58BQ3KhooKeQTa9AB0Hw_Py5PJdTJNPY8cQn7ouZ2KKDcmnPGBY5t7yLc1QlQ5xHdwW1VhvKn-nXqhJTBgIPgt"
    "ldC-KDV5z-y2XDwGUc\",\"q\":\"uQPEfgmVtjL0Uyyx88GZFF1fOunH3-7cepKmtH4pxhtCoHqpWmT8YAmZxaewHgHAjLYsp1ZSe7zFYHj7C6ul7"
    "TjeLQeZD_YwD66t62wDmpe_HlB-TnBA-njbglfIsRLtXlnDzQkv5dTltRJ11BKBBypeeF6689rjcJIDEz9RWdc\",\"dp\":\"BwKfV3Akq5_MFZDF"
    "ZCnW-wzl-CCo83WoZvnLQwCTeDv8uzluRSnm71I3QCLdhrqE2e9YkxvuxdBfpT_PI7Yz-FOKnu1R6HsJeDCjn12Sk3vmAktV2zb34MCdy7cpdT"
    "h_YVr7tss2u6vneTwrA86rZtu5Mbr1C1XsmvkxHQAdYo0\",\"dq\":\"h_96-mK1R_7glhsum81dZxjTnYynPbZpHziZjeeHcXYsXaaMwkOlODsWa"
    "7I9xXDoRwbKgB719rrmI2oKr6N3Do9U0ajaHF-NKJnwgjMd2w9cjz3_-kyNlxAr2v4IKhGNpmM5iIgOS1VZnOZ68m6_pbLBSp3nssTdlqvd0tI"
    "iTHU\",\"qi\":\"IYd7DHOhrWvxkwPQsRM2tOgrjbcrfvtQJipd-DlcxyVuuM9sQLdgjVk2oy26F0EmpScGLq2MowX7fhd_QJQ3ydy5cY7YIBi87w"
    "93IKLEdfnbJtoOPLUW0ITrJReOgo1cq9SbsxYawBgfp_gh6A5603k2-ZQwVK0JKSHuLFkuQ3U\"}";
const std::string rs256_signature =
    "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr"
    "7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--x"
    "i12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_Ioy"
    "pGlUPQGe77Rw";
const std::string es256_jwk =
    "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pC"
    "yStikYjKIWI5a0\",\"d\":\"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI\"}";
const std::string es512_jwk =
    "{\"kty\":\"EC\",\"crv\":\"P-521\",\"x\":\"AekpBQ8ST8a8VcfVOTNl353vSrDCLLJXmPk06wTjxrrjcBpXp5EOnYG_NjFZ6OvLFV1jSfS9tsz4qUx"
    "cWceqwQGk\",\"y\":\"ADSmRA43Z1DSNx_RvcLI87cdL07l6jQyyBXMoxVg_l2Th-x3S1WDhjDly79ajL4Kkd0AZMaZmh9ubmf63e3kyMj2\",\"d\":"
    "\"AY5pb7A0UFiB3RELSD64fTLOSV_jazdF7fLYyuTw8lOfRhWg6Y6rUrPAxerEzgdRhajnu0ferB0d53vM9mE15j2C\"}";
const std::string es512_token =
    "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA.AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34"
    "XO0aw_7XdtAG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLzeO_Jn";
const std::string ed25519_jwk =
    "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcv"
    "PapiMlrwIaaPcHURo\"}";
const std::string ed25519_token =
    "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4"
    "ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

/** Both ways for keys that sign afresh each time: what the standard signed, and what is signed here. */
void check_own_signature(const JwsKey& key, const std::string& payload) {
    const auto verified = verify_jws(sign_jws(payload, key), key);
    REQUIRE(verified);
    CHECK(verified->payload == payload);
}

}  // namespace

TEST_CASE("RFC 7515, A.1: HMAC with SHA-256", "[jose]") {
    const JwsKey key = JwsKey::from_jwk(hs256_jwk, JwsAlgorithm::hs256);
    const std::string token = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9." + encoded_claims + ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const auto verified = verify_jws(token, key);
    REQUIRE(verified);
    CHECK(verified->payload == claims);
    CHECK(verified->type == "JWT");
    CHECK(verify_jws(token, JwsKey::from_jwk(hs256_jwk, JwsAlgorithm::hs512)).fault() == JwsFault::no_key);
}

TEST_CASE("RFC 7515, A.2: RSASSA-PKCS1-v1_5 with SHA-256, to the octet", "[jose]") {
    const JwsKey key = JwsKey::from_jwk(rs256_jwk, JwsAlgorithm::rs256);
    CHECK(sign_jws(claims, key) == "eyJhbGciOiJSUzI1NiJ9." + encoded_claims + "." + rs256_signature);
    check_own_signature(key, claims);
    check_own_signature(JwsKey::from_jwk(rs256_jwk, JwsAlgorithm::ps512), claims);
}

TEST_CASE("RFC 7515, A.3: ECDSA on P-256", "[jose]") {
    const JwsKey key = JwsKey::from_jwk(es256_jwk);
    const std::string signature = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
    CHECK(verify_jws("eyJhbGciOiJFUzI1NiJ9." + encoded_claims + "." + signature, key));
    check_own_signature(key, claims);
}

TEST_CASE("RFC 7515, A.4: ECDSA on P-521", "[jose]") {
    const JwsKey key = JwsKey::from_jwk(es512_jwk);
    const auto verified = verify_jws(es512_token, key);
    REQUIRE(verified);
    CHECK(verified->payload == "Payload");
    check_own_signature(key, "Payload");
}

TEST_CASE("RFC 7515, A.5: a token without a signature is refused", "[jose]") {
    CHECK(verify_jws("eyJhbGciOiJub25lIn0." + encoded_claims + ".", JwsKey::from_jwk(hs256_jwk, JwsAlgorithm::hs256)).fault() == JwsFault::no_key);
}

TEST_CASE("RFC 8037, A.4 and A.5: Ed25519, to the octet", "[jose]") {
    const JwsKey key = JwsKey::from_jwk(ed25519_jwk);
    CHECK(sign_jws("Example of Ed25519 signing", key) == ed25519_token);
    CHECK(verify_jws(ed25519_token, JwsKey::from_jwk(key.public_jwk().value())));
}
