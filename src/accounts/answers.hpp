#pragma once

#include <string_view>
#include <vector>

#include <serval/accounts/accounts.hpp>
#include <serval/accounts/credentials_refused.hpp>
#include <serval/accounts/login_locked.hpp>
#include <serval/problem/http_error.hpp>

// What endpoints of accounts answer. Plain functions: what g++ 12 makes of such expressions beside a co_await is not to be relied on.
namespace serval {

/** While a store is out of reach nobody is told that what they sent is wrong. */
[[nodiscard]] ServiceUnavailable out_of_reach(const StoreError& error);

/** The account that a user's credentials stood for is not there any more. */
[[nodiscard]] CredentialsRefused unknown_account();

/** Wrong input, each fault at its field. @param password_field  What the body calls the password that somebody wants. */
[[nodiscard]] ValidationFailed wrong_fields(const std::vector<AccountFault>& faults, std::string_view password_field);

/** What is answered to a log-in that is none. */
template <class Answer>
[[nodiscard]] Answer refused_login(const AccountOutcome& outcome) {
    if (outcome.is_locked()) return LoginLocked{outcome.wait};
    return CredentialsRefused{};
}

/** What is answered to an owner for whom nothing was done. */
template <class Answer>
[[nodiscard]] Answer refused_change(const AccountOutcome& outcome) {
    if (outcome.is_locked()) return LoginLocked{outcome.wait};
    if (outcome.faults.empty()) return unknown_account();
    return wrong_fields(outcome.faults, "new_password");
}

}  // namespace serval
