#pragma once

#include <chrono>
#include <concepts>
#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include <serval/authentication/authenticator.hpp>
#include <serval/caching/cache_control.hpp>
#include <serval/caching/cache_policy.hpp>
#include <serval/caching/idempotency.hpp>
#include <serval/middleware/middleware.hpp>
#include <serval/model/check.hpp>
#include <serval/model/type_of.hpp>
#include <serval/permission/permission.hpp>
#include <serval/problem/error_format.hpp>
#include <serval/problem/http_error.hpp>
#include <serval/problem/invalid_input.hpp>
#include <serval/serialization/declared_response.hpp>
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
    /** Whether this level says anything of it. */
    [[nodiscard]] bool is_said() const noexcept { return said_ != Said::nothing; }
    /** Whether `value` is among what this level says. */
    [[nodiscard]] bool says(const T& value) const {
        for (const T& said : values_) {
            if (said == value) return true;
        }
        return false;
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

/** Asked when a handler, a policy or an extractor has thrown. */
class ErrorTranslator {
public:
    virtual ~ErrorTranslator() = default;
    /** The failure that `error` stands for; nothing when it is none of its concern. What it throws takes the error's place for
        those who are asked after it.
    */
    [[nodiscard]] virtual std::optional<Problem> translate(const std::exception_ptr& error, const Request& request) const = 0;
};

namespace detail {

template <class Error, class Handle>
class TypedErrorTranslator final : public ErrorTranslator {
public:
    explicit TypedErrorTranslator(Handle handle) : handle_{std::move(handle)} {}

    std::optional<Problem> translate(const std::exception_ptr& error, const Request& request) const override {
        try {
            std::rethrow_exception(error);
        } catch (const Error& caught) {
            if constexpr (std::invocable<const Handle&, const Error&, const Request&>) return to_problem(handle_(caught, request));
            else return to_problem(handle_(caught));
        } catch (...) {
            return std::nullopt;
        }
    }

private:
    static std::optional<Problem> to_problem(std::optional<Problem> problem) { return problem; }
    static std::optional<Problem> to_problem(const HttpError& error) { return error.problem(); }

    Handle handle_;
};

template <class Answer>
inline constexpr bool is_failure = std::is_convertible_v<Answer, std::optional<Problem>> || std::is_base_of_v<HttpError, std::decay_t<Answer>>;

template <class Handle, class Error>
concept HandlesError =
    requires(const Handle& handle, const Error& error) { requires is_failure<decltype(handle(error))>; } ||
    requires(const Handle& handle, const Error& error, const Request& request) { requires is_failure<decltype(handle(error, request))>; };

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
    Setting<std::string> evicted_tags;
    std::optional<CacheControl> cache_control;
    std::optional<Idempotency> idempotency;   // for no time: none
    std::optional<bool> blocking;
    std::optional<bool> validate_responses;
    std::optional<InvalidInput> invalid_input;
    std::optional<std::size_t> body_limit;   // in octets
    std::optional<bool> rate_limit_fields;
    std::optional<bool> deprecated;
    std::optional<bool> hidden;              // from the documentation
    std::vector<DeclaredResponse> responses;   // beyond those of handlers' results
    std::vector<ResponseHeader> response_headers;
    std::optional<bool> automatic_responses;   // documented beside those that are declared
    Setting<Status> excluded_responses;        // of them
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
    /** How often one may ask; all are asked, and a request that one refuses is counted by none. */
    template <class... Values>
    Self& throttle(Values&&... values) {
        static_assert(detail::says_policy<ThrottlePtr, std::decay_t<Values>...>,
                      "throttle takes throttles (throttle::user(\"100/day\") and its like, or objects of classes derived from Throttle), "
                      "alone `also(…)` or `none`.");
        return say<ThrottlePtr>(&Policies::throttles, std::forward<Values>(values)...);
    }
    /** Tell clients how they stand with the throttles, in answers and refusals: by the fields RateLimit-Policy and RateLimit
        (draft-ietf-httpapi-ratelimit-headers-11). `rate_limit_fields(none)` is the contrary.
    */
    Self& rate_limit_fields() { return policies().rate_limit_fields = true, self(); }
    Self& rate_limit_fields(None) { return policies().rate_limit_fields = false, self(); }
    /** Wrap every request of this level, inside of what the levels around it wrap. */
    template <class Wrap>
    Self& use(Wrap middleware) {
        static_assert(std::is_convertible_v<Wrap, AnyMiddleware>,
                      "A middleware is a std::shared_ptr to an object of a class derived from Middleware or CoroutineMiddleware, or a callable "
                      "that takes (Request&, Next) and returns Task<Response>.");
        policies().middlewares.push_back(std::move(middleware));
        return self();
    }
    /** Remember answers to GET for `ttl`; 0 switches off what is inherited. Rules say for whom, and under which tags:
        `.cache(60s, vary::by_header("Accept-Language"), tagged("books"))`.
    */
    template <class... Rules>
    Self& cache(std::chrono::seconds ttl, Rules... rules) {
        static_assert((detail::CacheRule<Rules> && ...),
                      "cache takes a time and then rules: vary::by_user, by_address or by_nothing, vary::by_header(\"Accept-Language\"), "
                      "tagged(\"books\"), wait_at_most(1s).");
        CachePolicy policy;
        policy.ttl = ttl;
        (policy.add(std::move(rules)), ...);
        policies().cache = std::move(policy);
        return self();
    }
    /** Evict what is cached under these tags when a request that may change things (not GET, HEAD or OPTIONS) has gone well, before its
        answer leaves: `.evicts("books")`. `evicts(none)` has nothing of what is inherited.
    */
    template <std::convertible_to<std::string>... Tags>
        requires(sizeof...(Tags) != 0)
    Self& evicts(Tags... tags) {
        std::vector<std::string> names;
        (names.push_back(std::move(tags)), ...);
        policies().evicted_tags.replace(std::move(names));
        return self();
    }
    Self& evicts(None) { return policies().evicted_tags.replace({}), self(); }
    /** What clients and the caches between may do with answers that are no failure, unless an answer has a Cache-Control of its own. */
    Self& cache_control(CacheControl control) { return policies().cache_control = control, self(); }
    Self& cache_control(None) { return policies().cache_control = CacheControl{}, self(); }
    /** Have POST and PATCH run once for each Idempotency-Key, however often they are sent. */
    Self& idempotent(Idempotency how = {}) { return policies().idempotency = how, self(); }
    Self& idempotent(None) { return policies().idempotency = Idempotency{.ttl = std::chrono::seconds{0}}, self(); }
    /** Plain handlers hold their thread: run them on the worker pool, so that the loop goes on; when the pool's queue is full the
        answer is 503. `blocking(none)` keeps them on the loop. Coroutines stay there in any case: one cannot say it of itself.
    */
    Self& blocking() { return policies().blocking = true, self(); }
    Self& blocking(None) { return policies().blocking = false, self(); }
    /** Hold what handlers answer against what they declare: status, content type, the rules of what is written. An answer that breaks
        its declaration is a 500, whose reason the log has and a test client throws. By default the setting `validate_responses` decides.
    */
    Self& validate_responses() { return policies().validate_responses = true, self(); }
    Self& validate_responses(None) { return policies().validate_responses = false, self(); }
    /** The status of well-formed input that is wrong: 400, or 422. By default the setting `invalid_input` decides. */
    Self& invalid_input(InvalidInput status) { return policies().invalid_input = status, self(); }
    /** How much content is taken, in octets, in the place of the setting `limits.body_octets`. */
    Self& body_limit(std::size_t octets) { return policies().body_limit = octets, self(); }
    /** Turn an exception of type `Error` into a failure: `on_error<OutOfStock>([](const OutOfStock& e) { return Conflict{e.what()}; })`.
        It may take the `const Request&` as well. It may return nothing (of std::optional<Problem>), or throw: the next one is asked,
        about what was thrown then.
        The level nearest to the endpoint is asked first, then outwards; within a level in order of declaration.
    */
    template <class Error, class Handle>
    Self& on_error(Handle handle) {
        static_assert(detail::HandlesError<Handle, Error>,
                      "An error handler takes `const Error&`, and `const Request&` if it wants, and returns a Problem, a "
                      "std::optional<Problem> or an HttpError.");
        policies().error_translators.push_back(std::make_shared<detail::TypedErrorTranslator<Error, Handle>>(std::move(handle)));
        return self();
    }
    /** How failures look on the wire. */
    Self& error_format(ErrorFormat format) {
        policies().error_format = std::move(format);
        return self();
    }
    /** Document one more answer, or describe one that a handler's result stands for already. A failure (400 and up) has
        content in the error format that holds; of the content of others nothing is said.
    */
    Self& response(Status status, std::string description = {}) {
        const bool is_problem = is_client_error(status) || is_server_error(status);
        policies().responses.push_back({.status = status, .description = std::move(description), .is_problem = is_problem});
        return self();
    }
    /** The same with content: `.response<Receipt>(Status::ok)` for a handler that returns a Response. */
    template <Writable T>
    Self& response(Status status, std::string description = {}) {
        policies().responses.push_back({.status = status, .type = &named_type<T>(), .description = std::move(description)});
        if constexpr (Readable<T>) policies().responses.back().read = &detail::read_back<T>;
        return self();
    }
    /** Document a header field that answers carry: `.response_header({.name = "ETag", .description = "Of what was read."})`. Where answers
        are held against their declarations, one that lacks it, unless it is not `required`, breaks its own.
    */
    Self& response_header(ResponseHeader header) {
        policies().response_headers.push_back(std::move(header));
        return self();
    }
    /** The same with the type of its value: `.response_header<int>({.name = "X-Total-Count"})`. */
    template <class T>
    Self& response_header(ResponseHeader header) {
        static_assert(Readable<T>, "The value of a header field has a type that can be read from text: a number, bool, std::string, enum, date, UUID, …");
        header.type = &named_type<T>();
        header.read = &detail::read_back_text<T>;
        return response_header(std::move(header));
    }
    /** Document what the stages before the handler may answer with a status of 400 and up, as is done where nothing is said.
        `automatic_responses(none)` leaves the documentation with what is declared.
    */
    Self& automatic_responses() { return policies().automatic_responses = true, self(); }
    Self& automatic_responses(None) { return policies().automatic_responses = false, self(); }
    /** Leave automatic responses of these statuses out of the documentation, beside those that the levels around this one leave out.
        What is declared stays: `exclude_responses(Status::not_acceptable)`.
    */
    template <class... Statuses>
    Self& exclude_responses(Statuses... statuses) {
        static_assert(sizeof...(Statuses) != 0 && (std::same_as<Statuses, Status> && ...),
                      "exclude_responses takes statuses (Status::not_acceptable and its like), or `none` alone.");
        policies().excluded_responses.add({statuses...});
        return self();
    }
    /** Leave out nothing of what the levels around this one leave out. */
    Self& exclude_responses(None) { return policies().excluded_responses.replace({}), self(); }
    /** Still there, better not used any more; `deprecated(none)` is the contrary. */
    Self& deprecated() { return policies().deprecated = true, self(); }
    Self& deprecated(None) { return policies().deprecated = false, self(); }
    /** Leave it out of the documentation; `hide(none)` is the contrary. */
    Self& hide() { return policies().hidden = true, self(); }
    Self& hide(None) { return policies().hidden = false, self(); }
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
