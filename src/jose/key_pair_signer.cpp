#include "jose/key_pair_signer.hpp"

#include <array>
#include <new>
#include <stdexcept>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <openssl/rsa.h>

#include <serval/http/base64.hpp>
#include <serval/jose/jws_key.hpp>

namespace serval::detail {
namespace {

constexpr int least_rsa_bits = 2048;    // RFC 7518 §3.3
constexpr int most_rsa_bits = 16384;    // what OpenSSL verifies with

const char* openssl_name(KeyKind kind) noexcept {
    static constexpr std::array<const char*, 4> names{"", "RSA", "EC", "ED25519"};
    return names[static_cast<std::size_t>(kind)];
}

/** A curve's name by OpenSSL is another than a JWK's: "prime256v1" is "P-256". */
bool is_on_curve(EVP_PKEY* key, const char* curve) {
    std::array<char, 64> group{};
    std::size_t size = 0;
    if (EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size(), &size) != 1) return false;
    const int id = OBJ_sn2nid(group.data());
    return id != NID_undef && id == EC_curve_nist2nid(curve);
}

void check_kind(const AlgorithmInfo& algorithm, EVP_PKEY* key) {
    const bool fits = EVP_PKEY_is_a(key, openssl_name(algorithm.kind)) == 1 &&
                      (algorithm.kind != KeyKind::ec || is_on_curve(key, algorithm.curve));
    if (fits) return;
    throw JwsKeyError{fmt::format("{} needs a key of kind {}{}{}", algorithm.name, name(algorithm.kind),
                                  algorithm.curve == nullptr ? "" : " on ", algorithm.curve == nullptr ? "" : algorithm.curve)};
}

void check_strength(const AlgorithmInfo& algorithm, EVP_PKEY* key) {
    if (algorithm.kind != KeyKind::rsa) return;
    const int bits = EVP_PKEY_get_bits(key);
    if (bits >= least_rsa_bits && bits <= most_rsa_bits) return;
    throw JwsKeyError{fmt::format("an RSA key for {} has {} to {} bits; this one has {}", algorithm.name, least_rsa_bits,
                                  most_rsa_bits, bits)};
}

void check_parts(const AlgorithmInfo& algorithm, EVP_PKEY* key, bool is_private) {
    const Owned<EVP_PKEY_CTX> context{EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr)};
    if (context == nullptr) throw std::bad_alloc{};
    const bool is_sound = EVP_PKEY_public_check(context.get()) == 1 &&
                          (!is_private || EVP_PKEY_pairwise_check(context.get()) == 1);
    if (!is_sound) throw JwsKeyError{fmt::format("the numbers of the key for {} are not those of such a key", algorithm.name)};
}

/** An ECDSA signature as JWS has it, both numbers at full length (RFC 7518 §3.4), as OpenSSL wants it. Empty when that cannot be. */
std::string to_der(std::string_view raw, std::size_t number_size) {
    if (raw.size() != 2 * number_size) return {};
    const Owned<ECDSA_SIG> signature{ECDSA_SIG_new()};
    Owned<BIGNUM> r{BN_bin2bn(octets(raw), static_cast<int>(number_size), nullptr)};
    Owned<BIGNUM> s{BN_bin2bn(octets(raw) + number_size, static_cast<int>(number_size), nullptr)};
    if (signature == nullptr || r == nullptr || s == nullptr) throw std::bad_alloc{};
    ECDSA_SIG_set0(signature.get(), r.release(), s.release());
    const int size = i2d_ECDSA_SIG(signature.get(), nullptr);
    if (size <= 0) return {};
    std::string der(static_cast<std::size_t>(size), '\0');
    unsigned char* to = octets(der);
    i2d_ECDSA_SIG(signature.get(), &to);
    return der;
}

std::string from_der(std::string_view der, std::size_t number_size) {
    const unsigned char* from = octets(der);
    const Owned<ECDSA_SIG> signature{d2i_ECDSA_SIG(nullptr, &from, static_cast<long>(der.size()))};
    if (signature == nullptr) throw std::runtime_error{"OpenSSL cannot read its own signature"};
    std::string raw(2 * number_size, '\0');
    const int size = static_cast<int>(number_size);
    BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), octets(raw), size);
    BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), octets(raw) + number_size, size);
    return raw;
}

}  // namespace

KeyPairSigner::KeyPairSigner(const AlgorithmInfo& algorithm, Owned<EVP_PKEY> key, bool is_private)
    : algorithm_{algorithm}, key_{std::move(key)}, is_private_{is_private} {
    const ErrorsForgotten forgotten;
    check_kind(algorithm, key_.get());
    check_strength(algorithm, key_.get());
    check_parts(algorithm, key_.get(), is_private);
}

bool KeyPairSigner::begin(EVP_MD_CTX* context, bool signing) const {
    EVP_PKEY_CTX* rules = nullptr;   // owned by `context`
    const auto initialise = signing ? EVP_DigestSignInit_ex : EVP_DigestVerifyInit_ex;
    if (initialise(context, &rules, algorithm_.digest, nullptr, nullptr, key_.get(), nullptr) != 1) return false;
    if (algorithm_.kind != KeyKind::rsa) return true;
    if (!algorithm_.is_pss) return EVP_PKEY_CTX_set_rsa_padding(rules, RSA_PKCS1_PADDING) == 1;
    return EVP_PKEY_CTX_set_rsa_padding(rules, RSA_PKCS1_PSS_PADDING) == 1 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(rules, RSA_PSS_SALTLEN_DIGEST) == 1;
}

std::string KeyPairSigner::sign(std::string_view content) const {
    const ErrorsForgotten forgotten;
    const Owned<EVP_MD_CTX> context{EVP_MD_CTX_new()};
    if (context == nullptr) throw std::bad_alloc{};
    std::size_t size = static_cast<std::size_t>(EVP_PKEY_get_size(key_.get()));
    std::string signature(size, '\0');
    if (!begin(context.get(), true) ||
        EVP_DigestSign(context.get(), octets(signature), &size, octets(content), content.size()) != 1) {
        throw std::runtime_error{fmt::format("OpenSSL cannot sign with {}", algorithm_.name)};
    }
    signature.resize(size);
    return algorithm_.kind == KeyKind::ec ? from_der(signature, algorithm_.number_size) : signature;
}

bool KeyPairSigner::verify(std::string_view content, std::string_view signature) const {
    const ErrorsForgotten forgotten;
    std::string der;
    if (algorithm_.kind == KeyKind::ec) {
        der = to_der(signature, algorithm_.number_size);
        signature = der;
    }
    if (signature.empty()) return false;
    const Owned<EVP_MD_CTX> context{EVP_MD_CTX_new()};
    if (context == nullptr) throw std::bad_alloc{};
    return begin(context.get(), false) &&
           EVP_DigestVerify(context.get(), octets(signature), signature.size(), octets(content), content.size()) == 1;
}

std::string KeyPairSigner::number(const char* parameter, std::size_t size) const {
    BIGNUM* read = nullptr;
    if (EVP_PKEY_get_bn_param(key_.get(), parameter, &read) != 1) throw std::runtime_error{"OpenSSL does not tell a public key"};
    const Owned<BIGNUM> value{read};
    std::string text(size == 0 ? static_cast<std::size_t>(BN_num_bytes(read)) : size, '\0');
    BN_bn2binpad(read, octets(text), static_cast<int>(text.size()));
    return to_base64url(text);
}

bool KeyPairSigner::write_public(Json& jwk) const {
    if (algorithm_.curve != nullptr) jwk["crv"] = algorithm_.curve;
    if (algorithm_.kind == KeyKind::rsa) {
        jwk["n"] = number(OSSL_PKEY_PARAM_RSA_N, 0);
        jwk["e"] = number(OSSL_PKEY_PARAM_RSA_E, 0);
    } else if (algorithm_.kind == KeyKind::ec) {
        jwk["x"] = number(OSSL_PKEY_PARAM_EC_PUB_X, algorithm_.number_size);
        jwk["y"] = number(OSSL_PKEY_PARAM_EC_PUB_Y, algorithm_.number_size);
    } else {
        std::string x(algorithm_.number_size, '\0');
        std::size_t size = x.size();
        if (EVP_PKEY_get_raw_public_key(key_.get(), octets(x), &size) != 1) throw std::runtime_error{"OpenSSL does not tell a public key"};
        jwk["x"] = to_base64url(x);
    }
    return true;
}

}  // namespace serval::detail
