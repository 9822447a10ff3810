#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace serval::detail {

constexpr std::uint64_t each_octet(std::uint64_t octet) { return octet * 0x0101010101010101U; }

/** A set high bit for each octet that JSON strings cannot hold as it is, or that is beyond ASCII: quote, backslash, control.
    The lowest bit set is exact, those above it may be false alarms.
*/
inline std::uint64_t special_octets(std::uint64_t octets) noexcept {
    const auto borrow_where_equal = [&](unsigned char c) { return (octets ^ each_octet(c)) - each_octet(1); };
    const std::uint64_t below_blank = octets - each_octet(0x20);
    const std::uint64_t hits = (borrow_where_equal('"') | borrow_where_equal('\\') | below_blank) & ~octets;
    return (hits | octets) & each_octet(0x80);
}

inline bool is_plain(char c) noexcept {
    const auto octet = static_cast<unsigned char>(c);
    return octet >= 0x20 && octet < 0x80 && c != '"' && c != '\\';
}

/** The first octet in [at, end) that is not plain, eight at a time. */
inline const char* skip_plain_octets(const char* at, const char* end) noexcept {
    if constexpr (std::endian::native == std::endian::little) {
        for (; end - at >= 8; at += 8) {
            std::uint64_t octets = 0;
            std::memcpy(&octets, at, sizeof octets);
            const std::uint64_t special = special_octets(octets);
            if (special != 0) return at + std::countr_zero(special) / 8;
        }
    }
    while (at != end && is_plain(*at)) ++at;
    return at;
}

}  // namespace serval::detail
