#include <serval/accounts/account_lookup.hpp>

#include <stdexcept>
#include <utility>

#include <serval/authentication/jwt_user.hpp>
#include <serval/tasks/on_worker.hpp>

namespace serval {
namespace {

/** What `claims` say, with what they say of the user as it is by now. */
JwtClaims renewed(JwtClaims claims, const User& user, std::string_view id_claim) {
    for (const char* const name : {"name", "is_staff", "roles"}) claims.custom.erase(name);
    const JwtClaims current = claims_of(user, id_claim);
    for (const auto& [name, json] : current.custom) claims.custom.set_json(name, json);
    return claims;
}

Task<std::optional<JwtClaims>> renew(AccountLookup lookup, std::string id_claim, JwtClaims claims) {
    const std::optional<User> user = co_await lookup(claims);
    if (!user.has_value()) co_return std::nullopt;
    co_return std::optional<JwtClaims>(renewed(std::move(claims), *user, id_claim));
}

}  // namespace

User user_of(const Account& account) {
    User user;
    user.id = account.id;
    user.name = account.name;
    user.is_staff = account.is_staff;
    user.roles = account.roles;
    return user;
}

AccountLookup::AccountLookup(std::shared_ptr<AccountStore> accounts, std::string id_claim)
    : accounts_{std::move(accounts)}, id_claim_{std::move(id_claim)} {
    if (accounts_ == nullptr) throw std::invalid_argument{"accounts are looked up in a store of them"};
}

Task<std::optional<User>> AccountLookup::operator()(const User& user) const { return find(accounts_, user.id); }

Task<std::optional<User>> AccountLookup::operator()(const JwtClaims& claims) const {
    const std::optional<User> claimed = user_of(claims, id_claim_);
    if (!claimed.has_value()) return Task<std::optional<User>>::ready(std::nullopt);
    return find(accounts_, claimed->id);
}

/** The user of an account that may log in. */
Task<std::optional<User>> AccountLookup::find(std::shared_ptr<AccountStore> accounts, std::string id) {
    const auto look = [&] { return accounts->find(id); };
    const std::optional<Account> account = co_await on_worker(look);
    if (!account.has_value() || !account->is_active) co_return std::nullopt;
    co_return std::optional<User>(user_of(*account));
}

JwtOptions::Renew AccountLookup::renewal() const {
    return [lookup = *this, id_claim = id_claim_](const JwtClaims& claims) { return renew(lookup, id_claim, claims); };
}

}  // namespace serval
