#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

#include <serval/injection/services.hpp>

namespace serval::detail {

/** Turns into a reference to whatever a constructor of `Constructed` asks for. */
template <class Constructed>
struct ServiceArgument {
    template <class T>
        requires(!std::is_same_v<std::remove_cv_t<T>, Constructed>)
    operator T&() const {
        return *static_cast<T*>(source->get(ServiceKey::of<std::remove_cv_t<T>>()));
    }

    ServiceSource* source = nullptr;
};

template <class T, std::size_t... I>
consteval bool constructible_from(std::index_sequence<I...>) {
    return std::is_constructible_v<T, decltype((void)I, ServiceArgument<T>{})...>;
}

constexpr std::size_t most_constructor_parameters = 10;

/** With how many services a `T` can be made; one more than the most when there is no such constructor. */
template <class T, std::size_t Count = 0>
consteval std::size_t constructor_parameters() {
    if constexpr (Count > most_constructor_parameters || constructible_from<T>(std::make_index_sequence<Count>{})) {
        return Count;
    } else {
        return constructor_parameters<T, Count + 1>();
    }
}

template <class T, std::size_t... I>
std::shared_ptr<T> construct(ServiceSource& source, std::index_sequence<I...>) {
    return std::shared_ptr<T>{new T(((void)I, ServiceArgument<T>{&source})...)};
}

/** The recipe for a `T` whose constructor says what it needs, by reference. */
template <class T>
ServiceRecipe construction_recipe() {
    constexpr std::size_t parameters = constructor_parameters<T>();
    static_assert(parameters <= most_constructor_parameters,
                  "A controller needs one public constructor that takes what it needs by reference: `explicit Books(BookStore& store)`.");
    ServiceRecipe recipe{ServiceKey::of<T>(), {}, false, {}, nullptr, says_blocks<T>()};
    recipe.make = [](ServiceSource& source) -> std::shared_ptr<void> {
        return construct<T>(source, std::make_index_sequence<parameters>{});
    };
    return recipe;
}

}  // namespace serval::detail
