#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "detail/sixteen.hpp"

namespace serval::detail {

/** What a reader of targets has to look at more closely. */
enum TargetMark : std::uint8_t {
    query_mark = 1,      // `?`
    fragment_mark = 2,   // `#`
    slash_mark = 4,      // `\`, which some programs take for a slash
    beyond_ascii = 8,
    target_octet = 16,   // every octet that may stand in a target: none that is a blank or a control character
};

inline constexpr std::array<std::uint8_t, 256> target_marks = [] {
    std::array<std::uint8_t, 256> marks{};
    for (unsigned c = 0x21; c < marks.size(); ++c) marks[c] = c < 0x7F ? target_octet : target_octet | beyond_ascii;
    marks[0x7F] = 0;
    marks['?'] |= query_mark;
    marks['#'] |= fragment_mark;
    marks['\\'] |= slash_mark;
    return marks;
}();

/** A run of target octets: where it ends, and every mark that stands on one of them. */
struct TargetOctets {
    std::size_t end;
    std::uint8_t marks;
};

[[nodiscard]] inline TargetOctets scan_target_singly(std::string_view text, std::size_t from) noexcept {
    std::uint8_t seen = 0;
    for (; from < text.size(); ++from) {
        const std::uint8_t marks = target_marks[static_cast<unsigned char>(text[from])];
        if (marks == 0) break;
        seen |= marks;
    }
    return {from, seen};
}

/** The run that begins at `from`: one pass finds where a target ends and what its reader has to expect in it. */
[[nodiscard]] inline TargetOctets scan_target(std::string_view text, std::size_t from) noexcept {
    for (; from + Sixteen::size <= text.size(); from += Sixteen::size) {
        const Sixteen octets{text.data() + from};
        const unsigned ends = (octets.at_most(' ') | octets.equal(0x7F)).bits();
        const unsigned marks = (octets.equal('?') | octets.equal('#') | octets.equal('\\') | octets.beyond_ascii()).bits();
        if ((marks & ((ends & (0 - ends)) - 1)) != 0) break;   // one of them stands before the end
        if (ends != 0) return {from + static_cast<std::size_t>(std::countr_zero(ends)), 0};
    }
    return scan_target_singly(text, from);
}

}  // namespace serval::detail
