#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>

#include <openssl/rand.h>

namespace serval::detail {

/** Fill `octets` with random ones that nobody can guess. Thread-safe. @throws std::runtime_error when OpenSSL has none to give. */
inline void fill_with_random_octets(std::span<unsigned char> octets) {
    if (RAND_bytes(octets.data(), static_cast<int>(octets.size())) != 1) throw std::runtime_error{"OpenSSL's random source has nothing to give"};
}

/** So many of them. @throws as above. */
template <std::size_t Size>
[[nodiscard]] std::array<unsigned char, Size> random_octets() {
    std::array<unsigned char, Size> octets;
    fill_with_random_octets(octets);
    return octets;
}

/** `octets` in lower-case hexadecimal digits, two for each. */
[[nodiscard]] inline std::string hex(std::span<const unsigned char> octets) {
    std::string text;
    text.reserve(2 * octets.size());
    for (const unsigned char octet : octets) {
        text += "0123456789abcdef"[octet >> 4U];
        text += "0123456789abcdef"[octet & 15U];
    }
    return text;
}

}  // namespace serval::detail
