#pragma once

#include <type_traits>
#include <utility>

#include <serval/detail/type_name.hpp>

#include <serval/model/members_33_to_64.hpp>

namespace serval::detail {

inline constexpr std::size_t most_members = 64;

/**
 * Stands for a value of any type in a braced list; nothing of it is ever run. Not constexpr, or g++ would try to make the values;
 * defined, or clang would miss it for types of an anonymous namespace.
 */
struct AnyValue {
    template <class T>
    operator T() const {
        __builtin_unreachable();
    }
};

/** Stands for a value of a base class of `Derived`, as AnyValue does. */
template <class Derived>
struct AnyBase {
    template <class T>
        requires(std::is_base_of_v<T, Derived> && !std::is_same_v<T, Derived>)
    operator T() const {
        __builtin_unreachable();
    }
};

template <std::size_t>
using AnyValueFor = AnyValue;

template <class T, std::size_t... I>
constexpr bool takes(std::index_sequence<I...>) {
    return requires { T{AnyValueFor<I>{}...}; };
}

template <class T>
concept HasBase = requires { T{AnyBase<T>{}}; };

/** How many values fit between the braces of `T`, found by halving. */
template <class T, std::size_t Low = 0, std::size_t High = most_members + 1>
constexpr std::size_t count_members() {
    if constexpr (Low == High) {
        return Low;
    } else {
        constexpr std::size_t middle = (Low + High + 1) / 2;
        if constexpr (takes<T>(std::make_index_sequence<middle>{})) {
            return count_members<T, middle, High>();
        } else {
            return count_members<T, Low, middle - 1>();
        }
    }
}

template <class T>
inline constexpr std::size_t member_count = count_members<T>();

/** Whether the values taken one by one at `At` are items of a C array: braced, they leave room for fewer of the others. */
template <class T, std::size_t Count, std::size_t... Before>
constexpr bool is_array_at(std::index_sequence<Before...>) {
    constexpr auto alone = requires { T{AnyValueFor<Before>{}..., {AnyValue{}, AnyValue{}}}; };
    if constexpr (!alone) {
        return false;
    } else {
        return ![]<std::size_t... After>(std::index_sequence<After...>) {
            return requires { T{AnyValueFor<Before>{}..., {AnyValue{}, AnyValue{}}, AnyValueFor<After>{}...}; };
        }(std::make_index_sequence<Count - sizeof...(Before) - 1>{});
    }
}

template <class T, std::size_t... I>
constexpr bool has_array(std::index_sequence<I...>) {
    return (is_array_at<T, sizeof...(I)>(std::make_index_sequence<I>{}) || ...);
}

template <class T, class F>
constexpr decltype(auto) visit_members(T& object, F&& f) {
    return Members<member_count<std::remove_const_t<T>>>::visit(object, f);
}

#ifdef __clang__
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"
#pragma clang diagnostic ignored "-Wundefined-internal"
#endif

/** An object that is never defined: the addresses of its members serve as template arguments, for their names. */
template <class T>
struct Ghost {
    union Holder {
        char none;
        T value;
    };
    static const Holder object;
};

template <std::size_t Index, class Member>
struct Pointer {
    const Member* to;
};

template <class Indices, class... Members>
struct Pointers;

template <std::size_t... I, class... Members>
struct Pointers<std::index_sequence<I...>, Members...> : Pointer<I, Members>... {};

template <class... Members>
constexpr auto pointers(const Members&... members) {
    return Pointers<std::index_sequence_for<Members...>, Members...>{{&members}...};
}

template <auto Members>
constexpr const char* spell_members() {
    return __PRETTY_FUNCTION__;
}

struct ToPointers {
    template <class... Members>
    constexpr auto operator()(const Members&... members) const {
        return pointers(members...);
    }
};

/** A member that is a reference: one to what can change lets nothing be counted, one to what cannot has no address before `main`. */
template <class T>
concept HasReference = (member_count<T> == 0 && !std::is_empty_v<T>) ||
                       (!std::is_move_assignable_v<T> && !requires { spell_members<visit_members(Ghost<T>::object.value, ToPointers{})>(); });

/** The compiler's spelling of pointers to all members; `member_names` in src/model takes the names out of it. */
template <class T>
const char* members_spelling() {
    return spell_members<visit_members(Ghost<T>::object.value, ToPointers{})>();
}

#ifdef __clang__
#pragma clang diagnostic pop
#endif

template <class Enum, Enum... Values>
constexpr const char* spell_values() {
    return __PRETTY_FUNCTION__;
}

/** The compiler's spelling of the values 0..127; `enumerator_names` in src/model takes the names out of it. */
template <class Enum>
const char* enumerators_spelling() {
    return []<std::size_t... I>(std::index_sequence<I...>) {
        return spell_values<Enum, static_cast<Enum>(I)...>();
    }(std::make_index_sequence<128>{});
}

}  // namespace serval::detail
