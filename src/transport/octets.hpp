#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace serval::detail {

/** What an octet may be part of. */
enum OctetClass : std::uint8_t {
    token_octet = 1,    // RFC 9110 §5.6.2
    target_octet = 2,   // what browsers send in a target: everything visible but `#`, and octets beyond ASCII
    host_octet = 4,     // RFC 3986 §3.2.2, reg-name; without the comma, which two readers could take for a list
};

constexpr std::array<std::uint8_t, 256> make_octet_classes() {
    std::array<std::uint8_t, 256> classes{};
    for (unsigned c = 0x21; c < 0x100; ++c) {
        if (c != '#' && c != 0x7F) classes[c] |= target_octet;
    }
    for (const char c : std::string_view{"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"}) {
        classes[static_cast<unsigned char>(c)] |= token_octet | host_octet;
    }
    for (const char c : std::string_view{"!#$%&'*+-.^_`|~"}) classes[static_cast<unsigned char>(c)] |= token_octet;
    for (const char c : std::string_view{"-._~!$&'()*+;=%"}) classes[static_cast<unsigned char>(c)] |= host_octet;
    return classes;
}

inline constexpr std::array<std::uint8_t, 256> octet_classes = make_octet_classes();

[[nodiscard]] inline bool is_octet(char c, OctetClass wanted) noexcept {
    return (octet_classes[static_cast<unsigned char>(c)] & wanted) != 0;
}

/** Where the run of `wanted` octets that begins at `from` ends. */
[[nodiscard]] inline std::size_t skip_octets(std::string_view text, std::size_t from, OctetClass wanted) noexcept {
    while (from < text.size() && is_octet(text[from], wanted)) ++from;
    return from;
}

}  // namespace serval::detail
