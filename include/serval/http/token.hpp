#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace serval::detail {

/** Of each octet whether it can stand in a token (RFC 9110 §5.6.2). */
inline constexpr std::array<bool, 256> token_octets = [] {
    std::array<bool, 256> octets{};
    for (const char c : std::string_view{"!#$%&'*+-.^_`|~0123456789"
                                         "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"}) {
        octets[static_cast<unsigned char>(c)] = true;
    }
    return octets;
}();

[[nodiscard]] constexpr bool is_token_octet(char c) noexcept { return token_octets[static_cast<unsigned char>(c)]; }

/** How many of the first characters of `text` can stand in a token. */
[[nodiscard]] constexpr std::size_t token_size(std::string_view text) noexcept {
    std::size_t size = 0;
    while (size < text.size() && is_token_octet(text[size])) ++size;
    return size;
}

/** Whether all of `text` is one token: the name of a method, a field, a parameter. */
[[nodiscard]] constexpr bool is_token(std::string_view text) noexcept {
    return !text.empty() && token_size(text) == text.size();
}

}  // namespace serval::detail
