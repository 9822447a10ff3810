#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include <serval/detail/shared_function.hpp>
#include <serval/permission/permission.hpp>

namespace serval {

/** Decides whether the one who asks may do what they ask for with one object, such as a book that was looked up.

    A callable that takes `const Request&` and `const T&` and returns bool or `Verdict` is one; so is a permission of the user alone, such as `is_staff` or
    `has_role("editor")`. They are composed with `&&`, `||` and `!`. A handler asks it by `ObjectAccess`. Thread-safe.
*/
template <class T>
class ObjectPermission {
public:
    /** `ObjectPermission<Book>{"is public", [](const Request&, const Book& book) { return book.is_public; }}` */
    template <class Decide>
        requires std::invocable<const Decide&, const Request&, const T&>
    ObjectPermission(std::string called, Decide decide) : name_{std::move(called)}, decide_{verdict_of(std::move(decide))} {}

    ObjectPermission(const NamedPermission& named)
        : ObjectPermission{named.name, [decide = named.decide](const Request& request, const T&) { return decide(request); }} {}
    template <PermissionWithName Decide>
    ObjectPermission(const Decide& decide)
        : ObjectPermission{std::string{decide.name()}, [decide](const Request& request, const T&) { return decide(request); }} {}

    [[nodiscard]] Verdict decide(const Request& request, const T& object) const { return decide_(request, object); }
    [[nodiscard]] const std::string& name() const noexcept { return name_; }

    /** The same permission with its own words on refusal. */
    [[nodiscard]] ObjectPermission otherwise(std::string code, std::string message) const {
        return {name_, [inner = decide_, refusal = Verdict{false, std::move(code), std::move(message)}](const Request& request, const T& object) {
                    Verdict verdict = inner(request, object);
                    return verdict.allowed ? verdict : refusal;
                }};
    }

    /** Both must allow; the second is not asked when the first does not. */
    [[nodiscard]] friend ObjectPermission operator&&(const ObjectPermission& a, const ObjectPermission& b) { return pair(a, b, true); }
    /** One must allow; the second is not asked when the first does. */
    [[nodiscard]] friend ObjectPermission operator||(const ObjectPermission& a, const ObjectPermission& b) { return pair(a, b, false); }
    /** The other way round. */
    [[nodiscard]] friend ObjectPermission operator!(const ObjectPermission& a) {
        return {"!" + a.name_, [inner = a.decide_](const Request& request, const T& object) { return !inner(request, object).allowed; }};
    }

private:
    using Function = SharedFunction<Verdict(const Request&, const T&)>;

    template <class Decide>
    static Function verdict_of(Decide decide) {
        using Decision = std::invoke_result_t<const Decide&, const Request&, const T&>;
        static_assert(std::is_same_v<Decision, bool> || std::is_same_v<Decision, Verdict>,
                      "An object permission returns bool or Verdict: a refusal must never be forgotten.");
        return [decide = std::move(decide)](const Request& request, const T& object) { return Verdict{decide(request, object)}; };
    }

    static ObjectPermission pair(const ObjectPermission& a, const ObjectPermission& b, bool both) {
        return {"(" + a.name_ + (both ? " && " : " || ") + b.name_ + ")",
                [first = a.decide_, second = b.decide_, both](const Request& request, const T& object) {
                    Verdict verdict = first(request, object);
                    return verdict.allowed == both ? second(request, object) : verdict;
                }};
    }

    std::string name_;
    Function decide_;
};

namespace detail {

[[nodiscard]] inline bool is_id(const std::string& user, const std::string& owner) { return user == owner; }
template <std::integral Owner>
[[nodiscard]] bool is_id(const std::string& user, Owner owner) {
    return user == std::to_string(owner);
}
template <class Owner>
[[nodiscard]] bool is_id(const std::string& user, const std::optional<Owner>& owner) {
    return owner.has_value() && is_id(user, *owner);
}

}  // namespace detail

/** Whoever an object belongs to may: its member `owner` is the user's id, text or a number. `is_owner(&Book::added_by) || reads_only`. */
template <class T, class Owner>
    requires std::is_object_v<Owner>
[[nodiscard]] ObjectPermission<T> is_owner(Owner T::*owner) {
    return {"is_owner", [owner](const Request& request, const T& object) {
                const User* const user = user_of(request);
                return user != nullptr && detail::is_id(user->id, object.*owner);
            }};
}
/** The same of an object that tells its owner by a function. */
template <class T, class Owner>
[[nodiscard]] ObjectPermission<T> is_owner(Owner (T::*owner)() const) {
    return {"is_owner", [owner](const Request& request, const T& object) {
                const User* const user = user_of(request);
                return user != nullptr && detail::is_id(user->id, (object.*owner)());
            }};
}

}  // namespace serval
