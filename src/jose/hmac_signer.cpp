#include "jose/hmac_signer.hpp"

#include <new>
#include <stdexcept>

#include <fmt/format.h>
#include <openssl/crypto.h>

#include <serval/jose/jws_key.hpp>

namespace serval::detail {
namespace {

void check_secret(const AlgorithmInfo& algorithm, std::string_view secret) {
    if (secret.find("-----BEGIN ") != std::string_view::npos) {
        throw JwsKeyError{fmt::format("the text of a PEM is no secret for {}", algorithm.name)};
    }
    if (secret.size() < algorithm.digest_size) {
        throw JwsKeyError{fmt::format("a secret for {} has at least {} octets; this one has {}", algorithm.name,
                                      algorithm.digest_size, secret.size())};
    }
}

Owned<EVP_MAC_CTX> keyed_context(const AlgorithmInfo& algorithm, std::string_view secret) {
    const Owned<EVP_MAC> mac{EVP_MAC_fetch(nullptr, "HMAC", nullptr)};
    Owned<EVP_MAC_CTX> context{EVP_MAC_CTX_new(mac.get())};
    const OSSL_PARAM parameters[]{
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, const_cast<char*>(algorithm.digest), 0),
        OSSL_PARAM_construct_end(),
    };
    if (context == nullptr || EVP_MAC_init(context.get(), octets(secret), secret.size(), parameters) != 1) {
        throw std::runtime_error{"OpenSSL has no HMAC to offer"};
    }
    return context;
}

}  // namespace

HmacSigner::HmacSigner(const AlgorithmInfo& algorithm, std::string_view secret) : size_{algorithm.digest_size} {
    const ErrorsForgotten forgotten;
    check_secret(algorithm, secret);
    keyed_ = keyed_context(algorithm, secret);
}

std::string HmacSigner::sign(std::string_view content) const {
    const Owned<EVP_MAC_CTX> context{EVP_MAC_CTX_dup(keyed_.get())};
    if (context == nullptr) throw std::bad_alloc{};
    std::string signature(size_, '\0');
    std::size_t written = 0;
    if (EVP_MAC_update(context.get(), octets(content), content.size()) != 1 ||
        EVP_MAC_final(context.get(), octets(signature), &written, signature.size()) != 1 || written != size_) {
        throw std::runtime_error{"OpenSSL cannot make an HMAC"};
    }
    return signature;
}

bool HmacSigner::verify(std::string_view content, std::string_view signature) const {
    if (signature.size() != size_) return false;
    const std::string expected = sign(content);
    return CRYPTO_memcmp(expected.data(), signature.data(), size_) == 0;
}

}  // namespace serval::detail
