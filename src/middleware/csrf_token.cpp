#include "middleware/csrf_token.hpp"

#include <array>
#include <stdexcept>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

namespace serval::detail {
namespace {

constexpr std::size_t half = 32;   // hexadecimal digits: 128 bits

std::string hex(const unsigned char* octets, std::size_t size) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i) {
        text += "0123456789abcdef"[octets[i] >> 4U];
        text += "0123456789abcdef"[octets[i] & 15U];
    }
    return text;
}

std::string random_half() {
    std::array<unsigned char, half / 2> octets;
    if (RAND_bytes(octets.data(), static_cast<int>(octets.size())) != 1) {
        throw std::runtime_error{"the system has no random numbers to make a token of"};
    }
    return hex(octets.data(), octets.size());
}

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
    return hex(digest.data(), half / 2);
}

}  // namespace serval::detail
