#pragma once

#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include <serval/authentication/user.hpp>
#include <serval/http/request.hpp>
#include <serval/tasks/task.hpp>

namespace serval {

/** Whether a request may be made, and what to say when it may not. */
struct Verdict {
    bool allowed = false;
    std::string code{};      // empty: "permission_denied"
    std::string message{};   // empty: "You do not have permission to perform this action."

    Verdict() = default;
    Verdict(bool allowed_) noexcept : allowed{allowed_} {}
    Verdict(bool allowed_, std::string code_, std::string message_)
        : allowed{allowed_}, code{std::move(code_)}, message{std::move(message_)} {}
};

/** Whom a permission is sure to allow, or to refuse, whatever else a request brings. The documentation tells by it who needs credentials. */
struct Admits {
    bool unknown = false;      // those who have not said who they are
    bool every_user = false;   // those who have
    bool only_users = false;   // nobody else is ever allowed: a mistake where nobody finds out who asks
};

/** A permission that is known at compile time, so that it can be named before `main`. */
struct NamedPermission {
    const char* name;
    bool (*decide)(const Request& request);
    Admits (*admits)(const Method& method) = nullptr;   // null: nobody is sure to be allowed
};

/** A callable of one's own that says what it is called: `name()`, and, where it knows, `admits(const Method&)`. */
template <class Decide>
concept PermissionWithName = std::invocable<const Decide&, const Request&> && requires(const Decide& decide) {
    { decide.name() } -> std::convertible_to<std::string>;
};

/** Decides whether the one who asks may. Runs after authentication and before throttles.

    All permissions of an endpoint must allow; the first that does not ends the request: 401 with every challenge
    when nobody is known, 403 otherwise. A callable that takes `const Request&` and returns bool, `Verdict`, or a
    `Task` of one is a permission; permissions are composed with `&&`, `||` and `!`. Thread-safe.
*/
class Permission {
public:
    class Rule {
    public:
        virtual ~Rule() = default;
        [[nodiscard]] virtual Task<Verdict> decide(const Request& request) const = 0;
        /** What `routes` and the documentation call it. */
        [[nodiscard]] virtual std::string name() const = 0;
        /** Whom it is sure to allow when the request's method is `method`. */
        [[nodiscard]] virtual Admits admits(const Method&) const { return {}; }
    };

    explicit Permission(std::shared_ptr<const Rule> rule) noexcept : rule_{std::move(rule)} {}
    Permission(const NamedPermission& named);

    /** A permission of your own: `Permission{"has paid", [](const Request& request) { return …; }}`. */
    template <class Decide>
        requires std::invocable<const Decide&, const Request&>
    Permission(std::string called, Decide function)
        : rule_{std::make_shared<Custom<Decide>>(std::move(called), std::move(function))} {}

    template <class Decide>
        requires(std::invocable<const Decide&, const Request&> && !std::is_convertible_v<Decide, std::shared_ptr<const Rule>>)
    Permission(Decide function) : Permission{called(function), std::move(function)} {}

    [[nodiscard]] Task<Verdict> decide(const Request& request) const { return rule_->decide(request); }
    [[nodiscard]] std::string name() const { return rule_->name(); }
    [[nodiscard]] Admits admits(const Method& method) const { return rule_->admits(method); }

    /** The same permission with its own words on refusal. */
    [[nodiscard]] Permission otherwise(std::string code, std::string message) const;

private:
    template <class Decide>
    struct Custom final : Rule {
        Custom(std::string called, Decide function) : name_{std::move(called)}, decide_{std::move(function)} {}

        Task<Verdict> decide(const Request& request) const override {
            using Decision = std::remove_cvref_t<decltype(decide_(request))>;
            static_assert(std::is_same_v<Decision, bool> || std::is_same_v<Decision, Verdict> ||
                              std::is_same_v<Decision, Task<bool>> || std::is_same_v<Decision, Task<Verdict>>,
                          "A permission returns bool, Verdict, Task<bool> or Task<Verdict>: a refusal must never be forgotten.");
            if constexpr (std::is_same_v<Decision, Task<bool>>) {
                return as_verdict(decide_(request));
            } else if constexpr (std::is_same_v<Decision, Task<Verdict>>) {
                return decide_(request);
            } else {
                return Task<Verdict>::ready(Verdict{decide_(request)});
            }
        }
        std::string name() const override { return name_; }
        Admits admits(const Method& method) const override {
            if constexpr (requires { { decide_.admits(method) } -> std::same_as<Admits>; }) return decide_.admits(method);
            else return {};
        }

        std::string name_;
        Decide decide_;
    };

    template <class Decide>
    static std::string called(const Decide& function) {
        if constexpr (PermissionWithName<Decide>) return function.name();
        else return "custom";
    }
    static Task<Verdict> as_verdict(Task<bool> decision);

    std::shared_ptr<const Rule> rule_;
};

/** Both must allow; the second is not asked when the first does not. */
[[nodiscard]] Permission operator&&(const Permission& a, const Permission& b);
/** One must allow; the second is not asked when the first does. */
[[nodiscard]] Permission operator||(const Permission& a, const Permission& b);
/** The other way round. */
[[nodiscard]] Permission operator!(const Permission& a);

namespace detail {
bool allows_any(const Request& request);
bool has_user(const Request& request);
bool has_user_or_only_reads(const Request& request);
bool has_staff_user(const Request& request);
bool only_reads(const Request& request);
Admits admits_everybody(const Method& method);
Admits admits_users(const Method& method);
Admits admits_users_or_readers(const Method& method);
Admits admits_some_users(const Method& method);
Admits admits_readers(const Method& method);
}  // namespace detail

/** Everybody may. */
inline constexpr NamedPermission allow_any{"allow_any", &detail::allows_any, &detail::admits_everybody};
/** Whoever is known may. */
inline constexpr NamedPermission is_authenticated{"is_authenticated", &detail::has_user, &detail::admits_users};
/** Whoever is known may; others may only read (safe methods, RFC 9110 §9.2.1). */
inline constexpr NamedPermission is_authenticated_or_read_only{"is_authenticated_or_read_only", &detail::has_user_or_only_reads,
                                                               &detail::admits_users_or_readers};
/** Whoever only reads may, known or not: `permit(is_staff || reads_only)`. */
inline constexpr NamedPermission reads_only{"reads_only", &detail::only_reads, &detail::admits_readers};
/** Users with `is_staff` may. */
inline constexpr NamedPermission is_staff{"is_staff", &detail::has_staff_user, &detail::admits_some_users};

}  // namespace serval
