#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <serval/accounts/account_store.hpp>
#include <serval/authentication/jwt_tokens.hpp>
#include <serval/authentication/user.hpp>
#include <serval/tasks/task.hpp>

namespace serval {

/** Who logs in by an account: its id, name, roles, and whether they are staff. */
[[nodiscard]] User user_of(const Account& account);

/** Asks for each request who a user is by now, in place of what a token or a session says of them; nobody, when the account is closed or not active.

    `SessionAuth{sessions}.lookup(AccountLookup{people})`, `JwtAuth{tokens}.lookup(AccountLookup{people})`; or for refreshed tokens alone
    `JwtOptions{.renew = AccountLookup{people}.renewal()}`. Asks the account store on a worker. Thread-safe.
*/
class AccountLookup {
public:
    /** @param id_claim  As in `JwtOptions`. @throws std::invalid_argument without a store. */
    explicit AccountLookup(std::shared_ptr<AccountStore> accounts, std::string id_claim = "sub");

    [[nodiscard]] Task<std::optional<User>> operator()(const User& user) const;
    [[nodiscard]] Task<std::optional<User>> operator()(const JwtClaims& claims) const;
    /** Tokens that follow a refresh claim what the account says by then, and none follows for one that is closed or not active. */
    [[nodiscard]] JwtOptions::Renew renewal() const;

private:
    [[nodiscard]] static Task<std::optional<User>> find(std::shared_ptr<AccountStore> accounts, std::string id);

    std::shared_ptr<AccountStore> accounts_;
    std::string id_claim_;
};

}  // namespace serval
