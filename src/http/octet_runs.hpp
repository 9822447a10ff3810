#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "http/syntax.hpp"

/** Runs of octets that heads are made of, looked at many at a time. */
namespace serval::detail {

/** Of each octet whether it may stand in a field value (RFC 9110 §5.5). */
inline constexpr std::array<bool, 256> value_octets = [] {
    std::array<bool, 256> octets{};
    for (std::size_t octet = 0; octet < octets.size(); ++octet) octets[octet] = octet == '\t' || (octet >= 0x20 && octet != 0x7F);
    return octets;
}();

[[nodiscard]] constexpr bool is_control(char c) noexcept { return !value_octets[static_cast<unsigned char>(c)]; }

[[nodiscard]] inline std::size_t find_control_singly(std::string_view text, std::size_t from) noexcept {
    while (from < text.size() && !is_control(text[from])) ++from;
    return from;
}

#ifdef __SSE2__

/** Sixteen octets at once; a comparison gives a bit for each. */
class Sixteen {
public:
    static constexpr std::size_t size = 16;

    explicit Sixteen(const char* at) noexcept : octets_{_mm_loadu_si128(reinterpret_cast<const __m128i*>(at))} {}

    [[nodiscard]] unsigned controls() const noexcept {
        const __m128i below_blank = _mm_cmpeq_epi8(_mm_min_epu8(octets_, all(0x1F)), octets_);
        return bits(_mm_or_si128(_mm_andnot_si128(equal('\t'), below_blank), equal(0x7F)));
    }

    /** Blanks, too. */
    [[nodiscard]] unsigned controls_and_blanks() const noexcept {
        return bits(_mm_or_si128(_mm_cmpeq_epi8(_mm_min_epu8(octets_, all(0x20)), octets_), equal(0x7F)));
    }

    /** What the reader of a target has to look at: `?`, `#`, `\`, and what is beyond ASCII. */
    [[nodiscard]] unsigned marks() const noexcept {
        return bits(_mm_or_si128(_mm_or_si128(equal('?'), equal('#')), _mm_or_si128(equal('\\'), octets_)));
    }

    /** Letters, digits and hyphens. */
    [[nodiscard]] unsigned name_octets() const noexcept {
        const __m128i lower = _mm_or_si128(octets_, all(0x20));
        const __m128i letters = _mm_and_si128(_mm_cmpgt_epi8(lower, all('a' - 1)), _mm_cmpgt_epi8(all('z' + 1), lower));
        const __m128i digits = _mm_and_si128(_mm_cmpgt_epi8(octets_, all('0' - 1)), _mm_cmpgt_epi8(all('9' + 1), octets_));
        return bits(_mm_or_si128(_mm_or_si128(letters, digits), equal('-')));
    }

private:
    static __m128i all(char octet) noexcept { return _mm_set1_epi8(octet); }
    static unsigned bits(__m128i found) noexcept { return static_cast<unsigned>(_mm_movemask_epi8(found)); }
    [[nodiscard]] __m128i equal(char octet) const noexcept { return _mm_cmpeq_epi8(octets_, all(octet)); }

    __m128i octets_;
};

/** What `look` finds in the sixteen octets from `from` on. At the end of `text` there are fewer: no octet beyond is touched. */
template <class Look>
[[nodiscard]] unsigned look_from(std::string_view text, std::size_t from, Look look) noexcept {
    const std::size_t at = std::min(from, text.size() - Sixteen::size);
    return look(Sixteen{text.data() + at}) >> (from - at);
}

/** Where the first octet at or after `from` stands that no field value may hold; the size where there is none. */
[[nodiscard]] inline std::size_t find_control(std::string_view text, std::size_t from) noexcept {
    if (text.size() < Sixteen::size) return find_control_singly(text, from);
    for (; from < text.size(); from += Sixteen::size) {
        const unsigned controls = look_from(text, from, [](Sixteen octets) { return octets.controls(); });
        if (controls != 0) return from + static_cast<std::size_t>(std::countr_zero(controls));
    }
    return text.size();
}

/** Where the token that begins at `from` ends, as `skip_token` does; fast where it is a field's name like most. */
[[nodiscard]] inline std::size_t skip_field_name(std::string_view text, std::size_t from) noexcept {
    if (text.size() >= Sixteen::size) {
        const unsigned octets = look_from(text, from, [](Sixteen sixteen) { return sixteen.name_octets(); });
        from += static_cast<std::size_t>(std::countr_one(octets));
        if (from < text.size() && text[from] == ':') return from;
    }
    return skip_token(text, from);
}

#else

[[nodiscard]] inline std::size_t find_control(std::string_view text, std::size_t from) noexcept { return find_control_singly(text, from); }
[[nodiscard]] inline std::size_t skip_field_name(std::string_view text, std::size_t from) noexcept { return skip_token(text, from); }

#endif

}  // namespace serval::detail
