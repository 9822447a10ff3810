#include "middleware/csrf_token.hpp"

#include <array>
#include <span>
#include <stdexcept>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "detail/random_octets.hpp"

namespace serval::detail {
namespace {

constexpr std::size_t half = 32;   // hexadecimal digits: 128 bits

std::string random_half() { return hex(random_octets<half / 2>()); }

}  // namespace

std::string CsrfTokens::make(std::string_view session) const {
    const std::string random = random_half();
    return random + (secret_.empty() ? random_half() : signature(random, session));
}

bool CsrfTokens::is_own(std::string_view token, std::string_view session) const {
    if (token.size() != 2 * half || token.find_first_not_of("0123456789abcdef") != std::string_view::npos) return false;
    return secret_.empty() || are_same(token.substr(half), signature(token.substr(0, half), session));
}

bool CsrfTokens::are_same(std::string_view a, std::string_view b) noexcept {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string CsrfTokens::signature(std::string_view random, std::string_view session) const {
    const std::string signed_text = std::string{random}.append(session);   // the one is of a fixed size
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
    unsigned int size = 0;
    const auto* const text = reinterpret_cast<const unsigned char*>(signed_text.data());
    if (HMAC(EVP_sha256(), secret_.data(), static_cast<int>(secret_.size()), text, signed_text.size(), digest.data(), &size) == nullptr) {
        throw std::runtime_error{"HMAC-SHA-256 failed"};
    }
    return hex(std::span{digest}.first(half / 2));
}

}  // namespace serval::detail
