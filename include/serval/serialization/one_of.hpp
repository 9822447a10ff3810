#pragma once

#include <concepts>
#include <type_traits>
#include <utility>
#include <variant>

#include <serval/serialization/result.hpp>

namespace serval {
namespace detail {

template <class T, class... Rest>
inline constexpr bool all_different = (!std::is_same_v<T, Rest> && ...) && all_different<Rest...>;
template <class T>
inline constexpr bool all_different<T> = true;

}  // namespace detail

/** One of several outcomes, all of them documented: `OneOf<Book, NotFound, Conflict>`. */
template <class... Alternatives>
class OneOf {
    static_assert(sizeof...(Alternatives) >= 2, "OneOf needs at least two alternatives.");
    static_assert(detail::all_different<Alternatives...>, "OneOf names the same alternative twice.");
    static_assert((HasResult<Alternatives> && ...), "OneOf holds results: models, NoContent, Created<T>, and HttpErrors such as NotFound.");

public:
    template <class T>
        requires(std::same_as<std::remove_cvref_t<T>, Alternatives> || ...)
    OneOf(T&& outcome) : outcome_{std::forward<T>(outcome)} {}

    [[nodiscard]] const std::variant<Alternatives...>& outcome() const noexcept { return outcome_; }
    [[nodiscard]] std::variant<Alternatives...>& outcome() noexcept { return outcome_; }
    /** The outcome, when it is a `T`; otherwise null. */
    template <class T>
    [[nodiscard]] const T* get() const noexcept {
        return std::get_if<T>(&outcome_);
    }

private:
    std::variant<Alternatives...> outcome_;
};

template <class... Alternatives>
struct Result<OneOf<Alternatives...>> {
    static void describe(DeclaredResponses& responses) { (Result<Alternatives>::describe(responses), ...); }
    static void write(OneOf<Alternatives...>& result, Rendering& out) {
        std::visit([&]<class T>(T& outcome) { Result<T>::write(outcome, out); }, result.outcome());
    }
};

}  // namespace serval
