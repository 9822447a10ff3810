#pragma once

#include <bit>

#include "detail/sixteen.hpp"

namespace serval::detail {

/** Whether a JSON string can hold it as it is, within ASCII. */
inline bool is_plain(char c) noexcept {
    const auto octet = static_cast<unsigned char>(c);
    return octet >= 0x20 && octet < 0x80 && c != '"' && c != '\\';
}

/** A bit for each octet that is not plain. */
inline unsigned special_octets(Sixteen octets) noexcept {
    return (octets.at_most(0x1F) | octets.equal('"') | octets.equal('\\') | octets.beyond_ascii()).bits();
}

/** The first octet in [at, end) that is not plain, sixteen at a time. */
inline const char* skip_plain_octets(const char* at, const char* end) noexcept {
    for (; end - at >= static_cast<std::ptrdiff_t>(Sixteen::size); at += Sixteen::size) {
        const unsigned special = special_octets(Sixteen{at});
        if (special != 0) return at + std::countr_zero(special);
    }
    while (at != end && is_plain(*at)) ++at;
    return at;
}

}  // namespace serval::detail
