#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <serval/accounts/accounts.hpp>

#include "accounts/reset_tokens.hpp"

namespace serval {

/** A password that may be kept for an account. */
struct NewPassword {
    Account account{};                   // as it was found; without an id: nobody's
    std::string hash{};
    std::vector<AccountFault> faults{};
};

/** The half of accounts that takes its time, since it hashes and asks the account store: for workers. Thread-safe. */
class AccountDesk {
public:
    /** @param options  Has to last as long. */
    AccountDesk(std::shared_ptr<AccountStore> accounts, const AccountsOptions& options) : accounts_{std::move(accounts)}, options_{options} {}

    [[nodiscard]] AccountOutcome add(NewAccount wanted) const;
    /** The account if it may log in. */
    [[nodiscard]] std::optional<Account> find(std::string_view id) const;
    /** The same, if it has a password. */
    [[nodiscard]] std::optional<Account> find_by_email(std::string_view email) const;
    /** The account that `name` and `password` stand for. As long as nobody changes it, it is kept at the cost of today from then on. */
    [[nodiscard]] std::optional<Account> check(std::string_view name, std::string_view password) const;
    /** No account and no faults: the password is not that of `account` any more. */
    [[nodiscard]] AccountOutcome change_password(const Account& account, std::string_view wanted) const;
    [[nodiscard]] AccountOutcome change_profile(const Account& account, const AccountProfile& profile) const;
    [[nodiscard]] NewPassword prepare_password(const ResetGrant& grant, std::string_view wanted) const;
    /** False when the account has another password than it was prepared for. */
    [[nodiscard]] bool keep_password(NewPassword& prepared) const;
    [[nodiscard]] bool change_rights(std::string_view id, const AccountRights& rights) const { return accounts_->change_rights(id, rights); }
    [[nodiscard]] bool erase(std::string_view id) const { return accounts_->erase(id); }

private:
    [[nodiscard]] std::vector<AccountFault> faults_of(const Account& account, std::string_view password) const;
    [[nodiscard]] NewPassword hashed(Account account, std::string_view wanted) const;
    void renew_hash(const Account& account, std::string_view password) const;
    [[nodiscard]] std::optional<Account> as_it_is_now(const Account& account, std::string_view password) const;

    std::shared_ptr<AccountStore> accounts_;
    const AccountsOptions& options_;
};

}  // namespace serval
