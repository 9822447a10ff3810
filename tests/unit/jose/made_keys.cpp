#include "unit/jose/made_keys.hpp"

#include "jose/algorithm_info.hpp"
#include "jose/openssl.hpp"

namespace serval::test {
namespace {

using detail::Owned;

std::string text_of(BIO* bio) {
    char* begin = nullptr;
    const long size = BIO_get_mem_data(bio, &begin);
    return {begin, static_cast<std::size_t>(size)};
}

KeyPair to_pem(const Owned<EVP_PKEY>& key) {
    const Owned<BIO> secret{BIO_new(BIO_s_mem())};
    const Owned<BIO> open{BIO_new(BIO_s_mem())};
    PEM_write_bio_PrivateKey(secret.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    PEM_write_bio_PUBKEY(open.get(), key.get());
    return {text_of(secret.get()), text_of(open.get())};
}

}  // namespace

KeyPair make_rsa_pair(unsigned bits) { return to_pem(Owned<EVP_PKEY>{EVP_RSA_gen(bits)}); }

KeyPair make_key_pair(JwsAlgorithm algorithm) {
    const detail::AlgorithmInfo& about = detail::info(algorithm);
    if (about.kind == detail::KeyKind::rsa) return make_rsa_pair(2048);
    if (about.kind == detail::KeyKind::ec) return to_pem(Owned<EVP_PKEY>{EVP_EC_gen(about.curve)});
    return to_pem(Owned<EVP_PKEY>{EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")});
}

}  // namespace serval::test
