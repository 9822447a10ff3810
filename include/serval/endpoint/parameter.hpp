#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <serval/endpoint/signature.hpp>
#include <serval/http/request.hpp>
#include <serval/model/reflection.hpp>
#include <serval/validation/argument.hpp>
#include <serval/validation/extraction.hpp>

namespace serval {

/** A type that says where in a request its value comes from.

    A type of your own is one when it has
    @code
    static std::optional<T> extract(Extraction& in);            // nothing: what is wrong was noted by in.fail(…); may throw an HttpError
    static void describe(std::vector<Argument>& out);           // for the documentation
    @endcode
    A plain struct whose members are all extractors is one as well.
*/
template <class T>
concept Extractor = requires(Extraction& in, std::vector<Argument>& out) {
    { T::extract(in) } -> std::same_as<std::optional<T>>;
    T::describe(out);
};

namespace detail {

template <class T>
inline constexpr bool holds_extractors = false;

/** Whether each member of an aggregate is an extractor; empty ones are none. */
template <class T>
    requires(std::is_aggregate_v<T> && !Extractor<T> && !std::is_array_v<T> && !std::is_empty_v<T>)
inline constexpr bool holds_extractors<T> = decltype(visit_members(std::declval<T&>(), []<class... Members>(Members&...) {
    return std::bool_constant<(Extractor<Members> && ...)>{};
}))::value;

/** A plain struct of extractors, which is an extractor itself. */
template <class T>
concept ExtractorStruct = holds_extractors<T>;

template <class T>
using MembersOf = decltype(visit_members(std::declval<T&>(), []<class... Members>(Members&...) { return TypeList<Members...>{}; }));

template <class... A, class... B>
TypeList<A..., B...> operator+(TypeList<A...>, TypeList<B...>);

template <class Parameter>
struct FlatParameter {
    using Type = TypeList<Parameter>;
};
template <class Parameter>
    requires ExtractorStruct<std::remove_cvref_t<Parameter>>
struct FlatParameter<Parameter> {
    using Type = MembersOf<std::remove_cvref_t<Parameter>>;
};

/** The extractors among a handler's parameters, those in structs included. */
template <class... Parameters>
using FlatParameters = decltype((TypeList<>{} + ... + typename FlatParameter<Parameters>::Type{}));

/** The value behind one parameter of a handler, while a call lasts. */
template <class Parameter>
class ParameterSlot {
    using Value = std::remove_cvref_t<Parameter>;
    static_assert(Extractor<Value>,
                  "A handler's parameter must say where its value comes from: write Path<\"id\", int>, Query<\"q\", T>, Header<\"X-Name\", T>, "
                  "Cookie<\"name\", T>, Body<T>, Inject<T>, CurrentUser, const Request&, or a type of your own with extract().");

public:
    explicit ParameterSlot(Extraction& in) : value_{Value::extract(in)} {}

    static void describe(std::vector<Argument>& out) { Value::describe(out); }
    [[nodiscard]] Parameter pass() {
        if constexpr (std::is_lvalue_reference_v<Parameter>) return *value_;
        else return static_cast<Parameter&&>(*value_);
    }

private:
    std::optional<Value> value_;
};

/** An extractor whose value is no part of the input: it is made when the handler is called, on the handler's thread, and not at
    all for a request that is refused or answered from the cache.
*/
template <class T>
concept TakenLate = requires(RequestServices& services) {
    { T::take(services) } -> std::same_as<T>;
};

template <class Parameter>
    requires TakenLate<std::remove_cvref_t<Parameter>>
class ParameterSlot<Parameter> {
    using Value = std::remove_cvref_t<Parameter>;

public:
    explicit ParameterSlot(Extraction& in) noexcept : services_{in.services()} {}

    static void describe(std::vector<Argument>& out) { Value::describe(out); }
    [[nodiscard]] Parameter pass() {
        value_.emplace(Value::take(services_));
        if constexpr (std::is_lvalue_reference_v<Parameter>) return *value_;
        else return static_cast<Parameter&&>(*value_);
    }

private:
    RequestServices& services_;
    std::optional<Value> value_;
};

/** The arguments of one call, made from left to right. */
template <class Indices, class... Parameters>
class ParameterSlots;

template <std::size_t Index, class Parameter>
struct IndexedSlot {
    ParameterSlot<Parameter> slot;
};

template <std::size_t... Indices, class... Parameters>
class ParameterSlots<std::index_sequence<Indices...>, Parameters...> : IndexedSlot<Indices, Parameters>... {
public:
    explicit ParameterSlots(Extraction& in) : IndexedSlot<Indices, Parameters>{ParameterSlot<Parameters>{in}}... {}

    template <class Callable>
    decltype(auto) call(const Callable& callable) {
        return callable(static_cast<IndexedSlot<Indices, Parameters>&>(*this).slot.pass()...);
    }
};

template <class Parameter>
    requires ExtractorStruct<std::remove_cvref_t<Parameter>>
class ParameterSlot<Parameter> {
    using Struct = std::remove_cvref_t<Parameter>;

    template <class... Members>
    static ParameterSlots<std::index_sequence_for<Members...>, Members...> slots_of(TypeList<Members...>);

public:
    explicit ParameterSlot(Extraction& in) : slots_{in} {}

    static void describe(std::vector<Argument>& out) { describe(out, MembersOf<Struct>{}); }
    [[nodiscard]] Parameter pass() {
        slots_.call([this]<class... Members>(Members&&... members) { value_.emplace(Struct{std::forward<Members>(members)...}); });
        if constexpr (std::is_lvalue_reference_v<Parameter>) return *value_;
        else return static_cast<Parameter&&>(*value_);
    }

private:
    template <class... Members>
    static void describe(std::vector<Argument>& out, TypeList<Members...>) {
        (Members::describe(out), ...);
    }

    decltype(slots_of(MembersOf<Struct>{})) slots_;
    std::optional<Struct> value_;
};

template <class RequestReference>
    requires std::is_same_v<std::remove_cv_t<RequestReference>, Request>
class ParameterSlot<RequestReference&> {
public:
    explicit ParameterSlot(Extraction& in) noexcept : request_{in.request()} {}
    static void describe(std::vector<Argument>&) {}
    [[nodiscard]] RequestReference& pass() const noexcept { return request_; }

private:
    Request& request_;
};

template <class T>
concept ReadsBody = requires { requires T::reads_body; };
template <class T>
concept ReadsForm = requires { requires T::reads_form; };
template <class T>
concept HasPathName = requires { { T::path_name } -> std::convertible_to<std::string_view>; };
template <class T>
concept BorrowsInput = requires { typename T::Value; requires std::is_same_v<typename T::Value, std::string_view>; };

/** How many readings of the body `Parameters` ask for; those of a form share one. */
template <class... Parameters>
inline constexpr int body_readers = (0 + ... + (ReadsBody<std::remove_cvref_t<Parameters>> ? 1 : 0)) +
                                    ((ReadsForm<std::remove_cvref_t<Parameters>> || ...) ? 1 : 0);

/** Whether one of `Parameters` is the path argument called `name`. */
template <class... Parameters>
consteval bool has_path_argument(std::string_view name) {
    bool found = false;
    [[maybe_unused]] const auto look = [&]<class P>(std::type_identity<P>) {
        if constexpr (HasPathName<P>) found = found || P::path_name == name;
    };
    (look(std::type_identity<std::remove_cvref_t<Parameters>>{}), ...);
    return found;
}

/** Whether `Parameter` would outlive what it refers to in a handler that waits. */
template <class Parameter>
inline constexpr bool is_borrowed = BorrowsInput<std::remove_cvref_t<Parameter>> ||
                                    (std::is_lvalue_reference_v<Parameter> && !std::is_same_v<std::remove_cvref_t<Parameter>, Request>);

template <class... Parameters>
consteval int body_readers_in(TypeList<Parameters...>) {
    return body_readers<Parameters...>;
}
template <class... Parameters>
consteval bool any_is_borrowed(TypeList<Parameters...>) {
    return (is_borrowed<Parameters> || ...);
}
template <class... Parameters>
FlatParameters<Parameters...> flatten(TypeList<Parameters...>);

/** The extractors that a handler's parameters come to. */
template <class F>
using ExtractorsOf = decltype(flatten(ParametersOf<F>{}));

}  // namespace detail
}  // namespace serval
