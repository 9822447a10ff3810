#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace serval::detail {

/** Where the first octet at or after `from` stands that no field value may hold (RFC 9110 §5.5); the size where there is none. */
[[nodiscard]] inline std::size_t find_control(std::string_view text, std::size_t from) noexcept {
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t tops = ones << 7;
    while (from < text.size()) {
        if (std::endian::native == std::endian::little && text.size() - from >= 8) {
            std::uint64_t eight;
            std::memcpy(&eight, text.data() + from, 8);
            const std::uint64_t deletes = eight ^ (ones * 0x7F);
            const std::uint64_t found = (((eight - ones * 0x20) & ~eight) | ((deletes - ones) & ~deletes)) & tops;
            if (found == 0) {
                from += 8;
                continue;
            }
            from += static_cast<std::size_t>(std::countr_zero(found)) / 8;   // the lowest mark is exact
        }
        const auto octet = static_cast<unsigned char>(text[from]);
        if ((octet < 0x20 && octet != '\t') || octet == 0x7F) return from;
        ++from;
    }
    return from;
}

}  // namespace serval::detail
