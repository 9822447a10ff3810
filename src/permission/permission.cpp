#include <serval/permission/permission.hpp>

namespace serval {

namespace detail {

bool allows_any(const Request&) { return true; }
bool has_user(const Request& request) { return user_of(request) != nullptr; }
bool has_user_or_only_reads(const Request& request) { return request.method().is_safe() || has_user(request); }
bool has_staff_user(const Request& request) {
    const User* const user = user_of(request);
    return user != nullptr && user->is_staff;
}

bool only_reads(const Request& request) { return request.method().is_safe(); }

Admits admits_everybody(const Method&) { return {.unknown = true, .every_user = true}; }
Admits admits_users(const Method&) { return {.every_user = true, .only_users = true}; }
Admits admits_users_or_readers(const Method& method) {
    return {.unknown = method.is_safe(), .every_user = true, .only_users = !method.is_safe()};
}
Admits admits_some_users(const Method&) { return {.only_users = true}; }
Admits admits_readers(const Method& method) { return {.unknown = method.is_safe(), .every_user = method.is_safe()}; }

}  // namespace detail

namespace {

class NamedRule final : public Permission::Rule {
public:
    explicit NamedRule(const NamedPermission& named) noexcept : named_{named} {}

    Task<Verdict> decide(const Request& request) const override { return Task<Verdict>::ready(Verdict{named_.decide(request)}); }
    std::string name() const override { return named_.name; }
    Admits admits(const Method& method) const override { return named_.admits != nullptr ? named_.admits(method) : Admits{}; }

private:
    NamedPermission named_;
};

/** Two permissions, of which the second is asked only when the first leaves the question open. */
class PairRule final : public Permission::Rule {
public:
    PairRule(Permission first, Permission second, bool both) : first_{std::move(first)}, second_{std::move(second)}, both_{both} {}

    Task<Verdict> decide(const Request& request) const override {
        Verdict verdict = co_await first_.decide(request);
        if (verdict.allowed != both_) co_return verdict;
        co_return co_await second_.decide(request);
    }
    std::string name() const override { return "(" + first_.name() + (both_ ? " && " : " || ") + second_.name() + ")"; }
    Admits admits(const Method& method) const override {
        const Admits a = first_.admits(method);
        const Admits b = second_.admits(method);
        const bool only_users = both_ ? a.only_users || b.only_users : a.only_users && b.only_users;
        if (both_) return {a.unknown && b.unknown, a.every_user && b.every_user, only_users};
        return {a.unknown || b.unknown, a.every_user || b.every_user, only_users};
    }

private:
    Permission first_;
    Permission second_;
    bool both_;
};

class NotRule final : public Permission::Rule {
public:
    explicit NotRule(Permission inner) : inner_{std::move(inner)} {}

    Task<Verdict> decide(const Request& request) const override {
        const Verdict verdict = co_await inner_.decide(request);
        co_return Verdict(!verdict.allowed);
    }
    std::string name() const override { return "!" + inner_.name(); }

private:
    Permission inner_;
};

class WordedRule final : public Permission::Rule {
public:
    WordedRule(Permission inner, std::string code, std::string message)
        : inner_{std::move(inner)}, refusal_{false, std::move(code), std::move(message)} {}

    Task<Verdict> decide(const Request& request) const override {
        const Verdict verdict = co_await inner_.decide(request);
        if (verdict.allowed) co_return verdict;
        co_return refusal_;
    }
    std::string name() const override { return inner_.name(); }
    Admits admits(const Method& method) const override { return inner_.admits(method); }

private:
    Permission inner_;
    Verdict refusal_;
};

}  // namespace

Permission::Permission(const NamedPermission& named)
    : Permission{std::shared_ptr<const Rule>{std::make_shared<NamedRule>(named)}} {}

Permission Permission::otherwise(std::string code, std::string message) const {
    return Permission{std::shared_ptr<const Rule>{std::make_shared<WordedRule>(*this, std::move(code), std::move(message))}};
}

Task<Verdict> Permission::as_verdict(Task<bool> decision) {
    const bool allowed = co_await decision;
    co_return Verdict(allowed);
}

Permission operator&&(const Permission& a, const Permission& b) {
    return Permission{std::shared_ptr<const Permission::Rule>{std::make_shared<PairRule>(a, b, true)}};
}

Permission operator||(const Permission& a, const Permission& b) {
    return Permission{std::shared_ptr<const Permission::Rule>{std::make_shared<PairRule>(a, b, false)}};
}

Permission operator!(const Permission& a) {
    return Permission{std::shared_ptr<const Permission::Rule>{std::make_shared<NotRule>(a)}};
}

}  // namespace serval
