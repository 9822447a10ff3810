#pragma once

#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <serval/authentication/authenticator.hpp>
#include <serval/caching/cache.hpp>
#include <serval/middleware/middleware.hpp>
#include <serval/permission/permission.hpp>
#include <serval/problem/error_format.hpp>
#include <serval/problem/http_error.hpp>
#include <serval/throttling/throttle.hpp>

namespace serval {

/** Says that a level has none of a policy, whatever the levels around it have: `.permit(none)`. */
struct None {};
inline constexpr None none{};

/** Adds to what is inherited instead of taking its place: `.permit(also(is_staff))`. */
template <class... Values>
struct Also {
    std::tuple<Values...> values;
};
template <class... Values>
[[nodiscard]] Also<std::decay_t<Values>...> also(Values&&... values) {
    return {{std::forward<Values>(values)...}};
}

/** What one level says of one policy; the level nearest to the endpoint wins. */
template <class T>
class Setting {
public:
    /** Say exactly this. */
    void replace(std::vector<T> values) { said_ = Said::exactly, values_ = std::move(values); }
    /** Say this on top of what is inherited. */
    void add(std::vector<T> values) {
        if (said_ == Said::nothing) said_ = Said::also;
        for (T& value : values) values_.push_back(std::move(value));
    }
    /** What holds here, when `inherited` holds around it. */
    [[nodiscard]] std::vector<T> resolve(std::vector<T> inherited) const {
        if (said_ == Said::nothing) return inherited;
        if (said_ == Said::exactly) return values_;
        inherited.insert(inherited.end(), values_.begin(), values_.end());
        return inherited;
    }

private:
    enum class Said : std::uint8_t { nothing, exactly, also };

    Said said_ = Said::nothing;
    std::vector<T> values_;
};

/** How long and for whom answers are remembered. */
struct CachePolicy {
    std::chrono::seconds ttl{0};   // 0: not at all
    Vary vary = Vary::by_user;
};

/** Asked when a handler, a policy or an extractor has thrown. */
class ErrorTranslator {
public:
    virtual ~ErrorTranslator() = default;
    /** The failure that `error` stands for; nothing when it is none of its concern. May throw. */
    [[nodiscard]] virtual std::optional<Problem> translate(const std::exception_ptr& error) const = 0;
};

namespace detail {

template <class Error, class Handle>
class TypedErrorTranslator final : public ErrorTranslator {
public:
    explicit TypedErrorTranslator(Handle handle) : handle_{std::move(handle)} {}

    std::optional<Problem> translate(const std::exception_ptr& error) const override {
        try {
            std::rethrow_exception(error);
        } catch (const Error& caught) {
            return to_problem(handle_(caught));
        } catch (...) {
            return std::nullopt;
        }
    }

private:
    static std::optional<Problem> to_problem(Problem problem) { return problem; }
    static std::optional<Problem> to_problem(const HttpError& error) { return error.problem(); }

    Handle handle_;
};

template <class Handle, class Error>
concept HandlesError = requires(const Handle& handle, const Error& error) {
    requires std::is_convertible_v<decltype(handle(error)), Problem> || std::is_base_of_v<HttpError, std::decay_t<decltype(handle(error))>>;
};

/** Whether a `Value` is what policies hold as a `T`, or can be taken over as one. */
template <class T, class Value>
inline constexpr bool is_held = std::is_convertible_v<Value, T> || std::is_convertible_v<std::shared_ptr<Value>, T>;

/** Whether `Values`, decayed, say something of a policy that is held as `T`. */
template <class T, class... Values>
inline constexpr bool says_policy = sizeof...(Values) != 0 && (is_held<T, Values> && ...);
template <class T>
inline constexpr bool says_policy<T, None> = true;
template <class T, class... Values>
inline constexpr bool says_policy<T, Also<Values...>> = says_policy<T, Values...>;

}  // namespace detail

/** Everything that can be said of requests at one level: the app, a group, a controller, an endpoint. */
struct Policies {
    Setting<AuthenticatorPtr> authentication;
    Setting<Permission> permissions;
    Setting<ThrottlePtr> throttles;
    std::vector<AnyMiddleware> middlewares;
    std::vector<std::shared_ptr<const ErrorTranslator>> error_translators;
    std::optional<ErrorFormat> error_format;
    std::optional<CachePolicy> cache;
    std::vector<std::string> tags;
};

/** The fluent half of every level: what `app`, a group, a controller's routes and an endpoint have in common.

    `Self` offers `Policies& policies()`. Each call returns the level itself, to be chained.
*/
template <class Self>
class PolicyBuilder {
public:
    /** Who may: takes the place of what is inherited; `also(…)` adds to it, `none` opens to everybody. */
    template <class... Values>
    Self& permit(Values&&... values) {
        static_assert(detail::says_policy<Permission, std::decay_t<Values>...>,
                      "permit takes permissions (is_staff and its like, or callables that take `const Request&` and return bool or Verdict), "
                      "alone `also(…)` or `none`.");
        return say<Permission>(&Policies::permissions, std::forward<Values>(values)...);
    }
    /** How users are found out; tried in order. */
    template <class... Values>
    Self& authenticate(Values&&... values) {
        static_assert(detail::says_policy<AuthenticatorPtr, std::decay_t<Values>...>,
                      "authenticate takes authenticators (objects of classes derived from Authenticator, or pointers to them), "
                      "alone `also(…)` or `none`.");
        return say<AuthenticatorPtr>(&Policies::authentication, std::forward<Values>(values)...);
    }
    /** How often one may ask; all are asked. */
    template <class... Values>
    Self& throttle(Values&&... values) {
        static_assert(detail::says_policy<ThrottlePtr, std::decay_t<Values>...>,
                      "throttle takes throttles (throttle::user(\"100/day\") and its like, or objects of classes derived from Throttle), "
                      "alone `also(…)` or `none`.");
        return say<ThrottlePtr>(&Policies::throttles, std::forward<Values>(values)...);
    }
    /** Wrap every request of this level, inside of what the levels around it wrap. */
    template <class Wrap>
    Self& use(Wrap middleware) {
        static_assert(std::is_convertible_v<Wrap, AnyMiddleware>,
                      "A middleware is a std::shared_ptr to an object of a class derived from Middleware or CoroutineMiddleware, or a callable "
                      "that takes (Request&, Next) and returns Task<Response>.");
        policies().middlewares.push_back(std::move(middleware));
        return self();
    }
    /** Remember answers to GET for `ttl`; 0 switches off what is inherited. */
    Self& cache(std::chrono::seconds ttl, Vary vary = Vary::by_user) {
        policies().cache = CachePolicy{ttl, vary};
        return self();
    }
    /** Turn an exception of type `Error` into a failure: `on_error<OutOfStock>([](const OutOfStock& e) { return Conflict{e.what()}; })`.
        The level nearest to the endpoint is asked first, then outwards; within a level in order of declaration.
    */
    template <class Error, class Handle>
    Self& on_error(Handle handle) {
        static_assert(detail::HandlesError<Handle, Error>, "An error handler takes `const Error&` and returns a Problem or an HttpError.");
        policies().error_translators.push_back(std::make_shared<detail::TypedErrorTranslator<Error, Handle>>(std::move(handle)));
        return self();
    }
    /** How failures look on the wire. */
    Self& error_format(ErrorFormat format) {
        policies().error_format = std::move(format);
        return self();
    }
    /** A heading of the documentation to stand under. */
    Self& tag(std::string name) {
        policies().tags.push_back(std::move(name));
        return self();
    }

private:
    Self& self() noexcept { return static_cast<Self&>(*this); }
    Policies& policies() noexcept { return self().policies(); }

    template <class T, class... Values>
    Self& say(Setting<T> Policies::*setting, Values&&... values) {
        set(policies().*setting, std::forward<Values>(values)...);
        return self();
    }
    template <class T>
    static void set(Setting<T>& setting, None) {
        setting.replace({});
    }
    template <class T, class... Values>
    static void set(Setting<T>& setting, Also<Values...> more) {
        std::apply([&](auto&... values) { setting.add({held<T>(std::move(values))...}); }, more.values);
    }
    template <class T, class... Values>
    static void set(Setting<T>& setting, Values&&... values) {
        setting.replace({held<T>(std::forward<Values>(values))...});
    }

    /** A value as policies hold it: an object of a class of policies is taken over. */
    template <class T, class Value>
    static T held(Value&& value) {
        if constexpr (std::is_convertible_v<Value, T>) {
            return std::forward<Value>(value);
        } else {
            return std::make_shared<std::decay_t<Value>>(std::forward<Value>(value));
        }
    }
};

}  // namespace serval
