#pragma once

#include <array>
#include <cstddef>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace serval::detail {

/** Sixteen octets that are looked at together; what is found is a bit for each, the first octet's the lowest. */
class Sixteen {
public:
    static constexpr std::size_t size = 16;

#ifdef __SSE2__
    class Found {
    public:
        explicit Found(__m128i mask) noexcept : mask_{mask} {}
        [[nodiscard]] unsigned bits() const noexcept { return static_cast<unsigned>(_mm_movemask_epi8(mask_)); }
        friend Found operator|(Found a, Found b) noexcept { return Found{_mm_or_si128(a.mask_, b.mask_)}; }
        [[nodiscard]] Found without(Found other) const noexcept { return Found{_mm_andnot_si128(other.mask_, mask_)}; }

    private:
        __m128i mask_;
    };

    explicit Sixteen(const char* at) noexcept : octets_{_mm_loadu_si128(reinterpret_cast<const __m128i*>(at))} {}
    void store(char* to) const noexcept { _mm_storeu_si128(reinterpret_cast<__m128i*>(to), octets_); }

    [[nodiscard]] Found equal(char octet) const noexcept { return Found{_mm_cmpeq_epi8(octets_, _mm_set1_epi8(octet))}; }
    [[nodiscard]] Found at_most(char octet) const noexcept {
        return Found{_mm_cmpeq_epi8(_mm_min_epu8(octets_, _mm_set1_epi8(octet)), octets_)};
    }
    /** Both of ASCII. */
    [[nodiscard]] Found between(char first, char last) const noexcept {
        const __m128i not_before = _mm_cmpgt_epi8(octets_, _mm_set1_epi8(static_cast<char>(first - 1)));
        return Found{_mm_and_si128(not_before, _mm_cmpgt_epi8(_mm_set1_epi8(static_cast<char>(last + 1)), octets_))};
    }
    [[nodiscard]] Found beyond_ascii() const noexcept { return Found{octets_}; }
    /** Of letters, the small ones. */
    [[nodiscard]] Sixteen lowered() const noexcept { return Sixteen{_mm_or_si128(octets_, _mm_set1_epi8(0x20))}; }

private:
    explicit Sixteen(__m128i octets) noexcept : octets_{octets} {}

    __m128i octets_;
#else
    class Found {
    public:
        explicit Found(unsigned bits) noexcept : bits_{bits} {}
        [[nodiscard]] unsigned bits() const noexcept { return bits_; }
        friend Found operator|(Found a, Found b) noexcept { return Found{a.bits_ | b.bits_}; }
        [[nodiscard]] Found without(Found other) const noexcept { return Found{bits_ & ~other.bits_}; }

    private:
        unsigned bits_;
    };

    explicit Sixteen(const char* at) noexcept { std::memcpy(octets_.data(), at, size); }
    void store(char* to) const noexcept { std::memcpy(to, octets_.data(), size); }

    [[nodiscard]] Found equal(char octet) const noexcept {
        return find([=](unsigned char each) { return each == static_cast<unsigned char>(octet); });
    }
    [[nodiscard]] Found at_most(char octet) const noexcept {
        return find([=](unsigned char each) { return each <= static_cast<unsigned char>(octet); });
    }
    /** Both of ASCII. */
    [[nodiscard]] Found between(char first, char last) const noexcept {
        return find([=](unsigned char each) { return each >= first && each <= last; });
    }
    [[nodiscard]] Found beyond_ascii() const noexcept {
        return find([](unsigned char each) { return each >= 0x80; });
    }
    /** Of letters, the small ones. */
    [[nodiscard]] Sixteen lowered() const noexcept {
        Sixteen lower{*this};
        for (unsigned char& octet : lower.octets_) octet |= 0x20;
        return lower;
    }

private:
    template <class Is>
    [[nodiscard]] Found find(Is is) const noexcept {
        unsigned bits = 0;
        for (std::size_t i = 0; i < size; ++i) bits |= static_cast<unsigned>(is(octets_[i])) << i;
        return Found{bits};
    }

    std::array<unsigned char, size> octets_;
#endif
};

}  // namespace serval::detail
