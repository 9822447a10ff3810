#include "jose/key_pairs.hpp"

#include <array>
#include <new>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <openssl/crypto.h>

#include <serval/http/base64.hpp>
#include <serval/jose/jws_key.hpp>

namespace serval::detail {
namespace {

/** Numbers and octets of a key, handed to OpenSSL by name. */
class KeyParts {
public:
    KeyParts() : builder_{OSSL_PARAM_BLD_new()} {
        if (builder_ == nullptr) throw std::bad_alloc{};
    }

    void number(const char* name, std::string_view value) {
        Owned<BIGNUM> made{BN_secure_new()};
        if (made == nullptr || BN_bin2bn(octets(value), static_cast<int>(value.size()), made.get()) == nullptr ||
            OSSL_PARAM_BLD_push_BN(builder_.get(), name, made.get()) != 1) {
            throw std::bad_alloc{};
        }
        numbers_.push_back(std::move(made));   // the builder only points at it
    }

    void text(const char* name, const char* value) { OSSL_PARAM_BLD_push_utf8_string(builder_.get(), name, value, 0); }
    void blob(const char* name, std::string_view value) { OSSL_PARAM_BLD_push_octet_string(builder_.get(), name, value.data(), value.size()); }

    [[nodiscard]] Owned<EVP_PKEY> build(const char* kind, bool is_private) {
        const Owned<OSSL_PARAM> parameters{OSSL_PARAM_BLD_to_param(builder_.get())};
        const Owned<EVP_PKEY_CTX> context{EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr)};
        EVP_PKEY* key = nullptr;
        const int selection = is_private ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY;
        if (parameters == nullptr || context == nullptr || EVP_PKEY_fromdata_init(context.get()) != 1 ||
            EVP_PKEY_fromdata(context.get(), &key, selection, parameters.get()) != 1) {
            throw JwsKeyError{fmt::format("the numbers of the {} key are not those of such a key", kind)};
        }
        return Owned<EVP_PKEY>{key};
    }

private:
    Owned<OSSL_PARAM_BLD> builder_;
    std::vector<Owned<BIGNUM>> numbers_;
};

Owned<EVP_PKEY> rsa_from_jwk(const Json& jwk, bool is_private) {
    if (jwk.contains("oth")) throw JwsKeyError{"an RSA key with more than two primes is not supported"};
    static constexpr std::array<std::pair<const char*, const char*>, 5> crt{{
        {"p", OSSL_PKEY_PARAM_RSA_FACTOR1}, {"q", OSSL_PKEY_PARAM_RSA_FACTOR2}, {"dp", OSSL_PKEY_PARAM_RSA_EXPONENT1},
        {"dq", OSSL_PKEY_PARAM_RSA_EXPONENT2}, {"qi", OSSL_PKEY_PARAM_RSA_COEFFICIENT1},
    }};
    KeyParts parts;
    parts.number(OSSL_PKEY_PARAM_RSA_N, octets_of(jwk, "n"));
    parts.number(OSSL_PKEY_PARAM_RSA_E, octets_of(jwk, "e"));
    if (is_private) {
        parts.number(OSSL_PKEY_PARAM_RSA_D, octets_of(jwk, "d"));
        for (const auto& [member, parameter] : crt) parts.number(parameter, octets_of(jwk, member));
    }
    return parts.build("RSA", is_private);
}

std::string sized_octets_of(const Json& jwk, const char* member, std::size_t size) {
    std::string found = octets_of(jwk, member);
    if (found.size() != size) throw JwsKeyError{fmt::format("\"{}\" of the key has {} octets, and should have {}", member, found.size(), size)};
    return found;
}

Owned<EVP_PKEY> ec_from_jwk(const Json& jwk, const AlgorithmInfo& algorithm, bool is_private) {
    KeyParts parts;
    const std::string x = sized_octets_of(jwk, "x", algorithm.number_size);
    const std::string y = sized_octets_of(jwk, "y", algorithm.number_size);
    const std::string point = "\x04" + x + y;   // both coordinates in full (SEC 1, section 2.3.3)
    parts.text(OSSL_PKEY_PARAM_GROUP_NAME, algorithm.curve);
    parts.blob(OSSL_PKEY_PARAM_PUB_KEY, point);
    if (is_private) parts.number(OSSL_PKEY_PARAM_PRIV_KEY, sized_octets_of(jwk, "d", algorithm.number_size));
    return parts.build("EC", is_private);
}

Owned<EVP_PKEY> okp_from_jwk(const Json& jwk, const AlgorithmInfo& algorithm, bool is_private) {
    const std::string x = sized_octets_of(jwk, "x", algorithm.number_size);
    Owned<EVP_PKEY> key{EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets(x), x.size())};
    if (key == nullptr) throw JwsKeyError{"\"x\" of the key is no point of Ed25519"};
    if (!is_private) return key;
    std::string d = sized_octets_of(jwk, "d", algorithm.number_size);
    Owned<EVP_PKEY> whole{EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, octets(d), d.size())};
    OPENSSL_cleanse(d.data(), d.size());
    if (whole == nullptr || EVP_PKEY_eq(whole.get(), key.get()) != 1) throw JwsKeyError{"\"d\" and \"x\" of the key do not belong together"};
    return whole;
}

int no_passphrase(char*, int, int, void*) { return -1; }   // without it, OpenSSL asks whoever sits at the terminal

}  // namespace

std::string octets_of(const Json& jwk, const char* member) {
    const auto found = jwk.find(member);
    if (found == jwk.end() || !found->is_string()) throw JwsKeyError{fmt::format("the key lacks \"{}\"", member)};
    auto decoded = from_base64url(found->get_ref<const std::string&>());
    if (!decoded.has_value() || decoded->empty()) throw JwsKeyError{fmt::format("\"{}\" of the key is not in base64url", member)};
    return std::move(*decoded);
}

Owned<EVP_PKEY> key_pair_from_pem(std::string_view pem, bool is_private) {
    const ErrorsForgotten forgotten;
    const Owned<BIO> bio{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
    if (bio == nullptr) throw std::bad_alloc{};
    const auto read = is_private ? PEM_read_bio_PrivateKey : PEM_read_bio_PUBKEY;
    Owned<EVP_PKEY> key{read(bio.get(), nullptr, no_passphrase, nullptr)};
    if (key == nullptr) throw JwsKeyError{"the text is no PEM of a key, or the key is encrypted"};
    return key;
}

Owned<EVP_PKEY> key_pair_from_jwk(const Json& jwk, const AlgorithmInfo& algorithm, bool is_private) {
    const ErrorsForgotten forgotten;
    switch (algorithm.kind) {
        case KeyKind::rsa: return rsa_from_jwk(jwk, is_private);
        case KeyKind::ec: return ec_from_jwk(jwk, algorithm, is_private);
        default: return okp_from_jwk(jwk, algorithm, is_private);
    }
}

}  // namespace serval::detail
