#pragma once

#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>

#include <serval/detail/fixed_string.hpp>
#include <serval/endpoint/registry.hpp>
#include <serval/endpoint/typed_handler.hpp>
#include <serval/injection/construct.hpp>
#include <serval/routing/pattern_syntax.hpp>

namespace serval {

/** Asked for beside a pattern, it lets a GET, HEAD or DELETE handler read a body: `get<"/search", with_body>(…)`. */
struct WithBody {};
inline constexpr WithBody with_body{};

namespace detail {

/** Whether each parameter of `Pattern` has its `Path` argument. */
template <FixedString Pattern, class... Parameters>
consteval bool takes_path(TypeList<Parameters...>) {
    for (std::size_t i = 0; i < parameter_count<Pattern>; ++i) {
        if (!has_path_argument<Parameters...>(parameter_name<Pattern>(i))) return false;
    }
    return true;
}

/** Whether each `Path` argument has its parameter in `Pattern`. */
template <FixedString Pattern, class... Parameters>
consteval bool offers_path(TypeList<Parameters...>) {
    bool all = true;
    [[maybe_unused]] const auto look = [&]<class P>(std::type_identity<P>) {
        if constexpr (HasPathName<P>) all = all && has_parameter<Pattern>(P::path_name);
    };
    (look(std::type_identity<std::remove_cvref_t<Parameters>>{}), ...);
    return all;
}

/** Whether with_body is among what was asked for beside a pattern. */
template <auto... Options>
consteval bool asks_for_body() {
    static_assert((std::is_same_v<std::remove_cv_t<decltype(Options)>, WithBody> && ...),
                  "The one thing that can be asked for beside a pattern is with_body.");
    return sizeof...(Options) != 0;
}

/** Refuse, in one sentence each, what can be known to be wrong of a handler before it runs. */
template <FixedString Pattern, class F>
consteval void check_route() {
    check_pattern<Pattern, EmptyPattern::allowed>();
    static_assert(takes_path<Pattern>(ExtractorsOf<F>{}),
                  "A parameter of the pattern has no argument: for each {name} the handler takes a Path<\"name\", T>.");
}

template <class F, bool MayHaveBody>
consteval void check_body() {
    static_assert(MayHaveBody || body_readers_in(ExtractorsOf<F>{}) == 0,
                  "A GET, HEAD or DELETE request has no body by the standard (RFC 9110, section 9.3): write get<\"/x\", with_body> "
                  "if your clients send one all the same.");
}

}  // namespace detail

/** The verbs, which everything that endpoints can be added to has in common.

    `Self` has `check<Pattern, F>()`, which refuses at compile time; `Owner`, the controller or void; and
    `add_route(method, pattern, handler, key)`. A handler is a function, a lambda, in a controller a member function; plain or a
    coroutine that returns a `Task`. Its parameters say where their values come from (@see Extractor), its result how it answers
    (@see Result).
*/
template <class Self>
class VerbBuilder {
public:
    template <FixedString Pattern, auto... Options, class F>
    EndpointBuilder get(F handler) {
        return add<Pattern, detail::asks_for_body<Options...>()>(Method::get, handler);
    }
    template <FixedString Pattern, auto... Options, class F>
    EndpointBuilder head(F handler) {
        return add<Pattern, detail::asks_for_body<Options...>()>(Method::head, handler);
    }
    template <FixedString Pattern, class F>
    EndpointBuilder post(F handler) {
        return add<Pattern, true>(Method::post, handler);
    }
    template <FixedString Pattern, class F>
    EndpointBuilder put(F handler) {
        return add<Pattern, true>(Method::put, handler);
    }
    template <FixedString Pattern, class F>
    EndpointBuilder patch(F handler) {
        return add<Pattern, true>(Method::patch, handler);
    }
    template <FixedString Pattern, auto... Options, class F>
    EndpointBuilder delete_(F handler) {
        return add<Pattern, detail::asks_for_body<Options...>()>(Method::delete_, handler);
    }
    template <FixedString Pattern, class F>
    EndpointBuilder options(F handler) {
        return add<Pattern, true>(Method::options, handler);
    }
    /** Safe and with a body (the QUERY method). */
    template <FixedString Pattern, class F>
    EndpointBuilder query(F handler) {
        return add<Pattern, true>(Method::query, handler);
    }
    /** Any method, also one that only your clients know. */
    template <FixedString Pattern, class F>
    EndpointBuilder route(Method method, F handler) {
        return add<Pattern, true>(method, handler);
    }

private:
    // What is compiled for each handler ends here; `handler` is moved from.
    template <FixedString Pattern, bool MayHaveBody, class F>
    EndpointBuilder add(Method method, F& handler) {
        static_assert(detail::HasSignature<F>,
                      "A handler is a function, a member function, or a lambda whose parameters have named types: `auto` does not say "
                      "where a value comes from.");
        if constexpr (detail::HasSignature<F>) {
            detail::check_route<Pattern, F>();
            detail::check_body<F, MayHaveBody>();
            Self::template check<Pattern, F>();
            const HandlerKey key = HandlerKey::of(handler);
            return static_cast<Self&>(*this).add_route(
                method, Pattern.view(), detail::erase<typename Self::Owner>(std::move(handler), detail::ParametersOf<F>{}), key);
        }
    }
};

/** A level with a prefix: what it says holds for the endpoints, controllers and groups in it. A handle, no longer valid than the app. */
template <FixedString Prefix>
class Group : public PolicyBuilder<Group<Prefix>>, public VerbBuilder<Group<Prefix>> {
public:
    Group(Registry& registry, Scope& scope) noexcept : registry_{&registry}, scope_{&scope} {}

    /** Put `prefix` before the names of all within. */
    Group& name(std::string_view prefix) {
        scope_->name_prefix += prefix;
        return *this;
    }

    /** A level inside this one. */
    template <FixedString Pattern>
    Group<Prefix + Pattern> group() {
        check_pattern<Pattern, EmptyPattern::allowed>();
        return {*registry_, registry_->add_scope(*scope_, Pattern.view())};
    }

    /** Add a controller's endpoints, in a level of their own. */
    template <FixedString Pattern, class Controller>
    Group<Prefix + Pattern> mount();

    [[nodiscard]] Policies& policies() noexcept { return scope_->policies; }

private:
    friend VerbBuilder<Group>;
    friend class App;

    using Owner = void;

    template <FixedString Pattern, class F>
    static consteval void check() {
        static_assert(!std::is_member_function_pointer_v<F>, "A member function is a handler in its class's routes(): mount the class as a controller.");
        static_assert(detail::offers_path<Prefix + Pattern>(detail::ExtractorsOf<F>{}),
                      "A Path argument of the handler has no {name} in the pattern.");
    }

    EndpointBuilder add_route(Method method, std::string_view pattern, std::unique_ptr<Handler> handler, const HandlerKey& key) {
        return EndpointBuilder{registry_->add(*scope_, method, pattern, std::move(handler), key)};
    }

    Registry* registry_;
    Scope* scope_;
};

/** What a controller's `static void routes(Routes<Controller>& r)` adds its endpoints to. */
template <class Controller>
class Routes : public PolicyBuilder<Routes<Controller>>, public VerbBuilder<Routes<Controller>> {
public:
    Routes(Registry& registry, Scope& scope) noexcept : registry_{registry}, scope_{scope} {}
    Routes(const Routes&) = delete;
    Routes& operator=(const Routes&) = delete;

    [[nodiscard]] Policies& policies() noexcept { return scope_.policies; }

private:
    friend VerbBuilder<Routes>;

    using Owner = Controller;

    template <FixedString Pattern, class F>
    static consteval void check() {
        using Object = typename detail::Signature<F>::Object;
        static_assert(std::is_void_v<Object> || std::is_base_of_v<Object, Controller>,
                      "A member function in routes() is one of the controller's own, or of a class that it is made from.");
    }

    EndpointBuilder add_route(Method method, std::string_view pattern, std::unique_ptr<Handler> handler, const HandlerKey& key) {
        return EndpointBuilder{registry_.add(scope_, method, pattern, std::move(handler), key)};
    }

    Registry& registry_;
    Scope& scope_;
};

/** A class whose member functions are handlers. */
template <class T>
concept HasRoutes = requires(Routes<T>& routes) { T::routes(routes); };

template <FixedString Prefix>
template <FixedString Pattern, class Controller>
Group<Prefix + Pattern> Group<Prefix>::mount() {
    check_pattern<Pattern, EmptyPattern::allowed>();
    static_assert(HasRoutes<Controller>, "A controller has a public `static void routes(Routes<Controller>& r)` that names its endpoints.");
    Scope& scope = registry_->add_scope(*scope_, Pattern.view());
    registry_->services().template offer<Controller>();
    Routes<Controller> routes{*registry_, scope};
    Controller::routes(routes);
    return {*registry_, scope};
}

}  // namespace serval
