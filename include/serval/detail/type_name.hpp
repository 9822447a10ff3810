#pragma once

#include <cstddef>
#include <string_view>

namespace serval::detail {

template <class T>
[[nodiscard]] constexpr std::string_view spell_type() noexcept {
    return __PRETTY_FUNCTION__;
}

template <class T>
[[nodiscard]] constexpr std::string_view cut_type_name() noexcept {
    // What stands around the name is the same for every type.
    constexpr std::string_view probe = spell_type<int>();
    constexpr std::size_t before = probe.rfind("int");
    constexpr std::size_t after = probe.size() - before - 3;
    const std::string_view text = spell_type<T>();
    return text.substr(before, text.size() - before - after);
}

/** The type's name as the compiler spells it: "shop::BookStore". Lives as long as the program. */
template <class T>
inline constexpr std::string_view type_name = cut_type_name<T>();

}  // namespace serval::detail
