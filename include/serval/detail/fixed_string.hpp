#pragma once

#include <cstddef>
#include <string_view>

namespace serval {

/** A text that can be a template argument: `app.get<"/books/{id}">(…)`, `Path<"id", int>`.

    Holds `Size` characters and a closing NUL. Equal texts are the same template argument, so they name the same type.
*/
template <std::size_t Size>
struct FixedString {
    char text[Size + 1]{};   // public, because a template argument's members must be

    constexpr FixedString() = default;
    consteval FixedString(const char (&literal)[Size + 1]) {
        for (std::size_t i = 0; i < Size; ++i) text[i] = literal[i];
    }

    [[nodiscard]] static constexpr std::size_t size() noexcept { return Size; }
    /** The text without its NUL. Of a template argument it lives as long as the program. */
    [[nodiscard]] constexpr std::string_view view() const noexcept { return {text, Size}; }
};

template <std::size_t SizeWithNul>
FixedString(const char (&)[SizeWithNul]) -> FixedString<SizeWithNul - 1>;

template <std::size_t A, std::size_t B>
[[nodiscard]] constexpr bool operator==(const FixedString<A>& a, const FixedString<B>& b) noexcept {
    return a.view() == b.view();
}

/** One text after the other: a group's prefix and a route's pattern. */
template <std::size_t A, std::size_t B>
[[nodiscard]] constexpr FixedString<A + B> operator+(const FixedString<A>& a, const FixedString<B>& b) noexcept {
    FixedString<A + B> joined;
    for (std::size_t i = 0; i < A; ++i) joined.text[i] = a.text[i];
    for (std::size_t i = 0; i < B; ++i) joined.text[A + i] = b.text[i];
    return joined;
}

}  // namespace serval
