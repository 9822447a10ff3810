#pragma once

namespace serval {

/** What tells one type from another at run time, without RTTI: the address of a variable made for the type. */
using TypeId = const void*;

namespace detail {
template <class T>
inline constexpr char type_tag = 0;
}

template <class T>
inline constexpr TypeId type_id = &detail::type_tag<T>;

}  // namespace serval
