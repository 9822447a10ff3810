#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <string_view>

#include "detail/sixteen.hpp"
#include "http/syntax.hpp"

/** Runs of octets that heads are made of, looked at many at a time. */
namespace serval::detail {

/** Of each octet whether it may stand in a field value (RFC 9110 §5.5). */
inline constexpr std::array<bool, 256> value_octets = [] {
    std::array<bool, 256> octets{};
    for (std::size_t octet = 0; octet < octets.size(); ++octet) octets[octet] = octet == '\t' || (octet >= 0x20 && octet != 0x7F);
    return octets;
}();

[[nodiscard]] inline std::size_t find_control_singly(std::string_view text, std::size_t from) noexcept {
    while (from < text.size() && value_octets[static_cast<unsigned char>(text[from])]) ++from;
    return from;
}

/** What `look` finds in the sixteen octets from `from` on. At the end of `text` there are fewer: no octet beyond is touched. */
template <class Look>
[[nodiscard]] unsigned look_from(std::string_view text, std::size_t from, Look look) noexcept {
    const std::size_t at = std::min(from, text.size() - Sixteen::size);
    return look(Sixteen{text.data() + at}).bits() >> (from - at);
}

/** Where the first octet at or after `from` stands that no field value may hold; the size where there is none. */
[[nodiscard]] inline std::size_t find_control(std::string_view text, std::size_t from) noexcept {
    if (text.size() < Sixteen::size) return find_control_singly(text, from);
    const auto look = [](Sixteen octets) { return octets.at_most(0x1F).without(octets.equal('\t')) | octets.equal(0x7F); };
    for (; from < text.size(); from += Sixteen::size) {
        const unsigned controls = look_from(text, from, look);
        if (controls != 0) return from + static_cast<std::size_t>(std::countr_zero(controls));
    }
    return text.size();
}

/** Where the token that begins at `from` ends, as `skip_token` does; fast where it is a field's name like most. */
[[nodiscard]] inline std::size_t skip_field_name(std::string_view text, std::size_t from) noexcept {
    if (text.size() >= Sixteen::size) {
        const auto look = [](Sixteen octets) {
            return octets.lowered().between('a', 'z') | octets.between('0', '9') | octets.equal('-');
        };
        from += static_cast<std::size_t>(std::countr_one(look_from(text, from, look)));
        if (from < text.size() && text[from] == ':') return from;
    }
    return skip_token(text, from);
}

}  // namespace serval::detail
