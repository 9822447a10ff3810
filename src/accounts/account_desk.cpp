#include "accounts/account_desk.hpp"

#include <utility>

namespace serval {
namespace {

using Field = AccountFault::Field;

AccountFault taken(AccountConflict conflict) {
    if (conflict == AccountConflict::name) return {Field::name, "unique", "This name is taken."};
    return {Field::email, "unique", "This email address is taken."};
}

AccountOutcome refused(AccountConflict conflict) { return std::vector<AccountFault>{taken(conflict)}; }

std::optional<Account> if_active(std::optional<Account> account) {
    if (account.has_value() && !account->is_active) account.reset();
    return account;
}

}  // namespace

AccountOutcome AccountDesk::add(NewAccount wanted) const {
    Account account;
    account.name = std::move(wanted.name);
    account.email = std::move(wanted.email);
    account.roles = std::move(wanted.roles);
    account.is_staff = wanted.is_staff;
    account.joined = std::chrono::floor<std::chrono::seconds>(options_.clock->now());
    if (auto faults = faults_of(account, wanted.password); !faults.empty()) return faults;
    account.password = hash_password(wanted.password, options_.cost);
    if (const auto conflict = accounts_->add(account)) return refused(*conflict);
    return account;
}

/** All that is wrong with a new account at once. Somebody may still take its name before it is kept. */
std::vector<AccountFault> AccountDesk::faults_of(const Account& account, std::string_view password) const {
    std::vector<AccountFault> faults = options_.passwords.faults_of(password, account);
    if (account.name.empty()) faults.push_back({Field::name, "blank", "An account has a name."});
    else if (accounts_->find_by_name(account.name).has_value()) faults.push_back(taken(AccountConflict::name));
    const bool is_email_taken = !account.email.empty() && accounts_->find_by_email(account.email).has_value();
    if (is_email_taken) faults.push_back(taken(AccountConflict::email));
    return faults;
}

std::optional<Account> AccountDesk::find(std::string_view id) const { return if_active(accounts_->find(id)); }

std::optional<Account> AccountDesk::find_by_email(std::string_view email) const {
    if (email.empty()) return std::nullopt;
    auto account = if_active(accounts_->find_by_email(email));
    if (account.has_value() && account->password.empty()) account.reset();
    return account;
}

std::optional<Account> AccountDesk::check(std::string_view name, std::string_view password) const {
    const std::optional<Account> account = accounts_->find_by_name(name);
    // For nobody it takes as long.
    const bool is_right = verify_password(password, account.has_value() ? account->password : std::string{}, options_.cost);
    if (!is_right || !account->is_active) return std::nullopt;
    renew_hash(*account, password);
    return as_it_is_now(*account, password);
}

/** Of a change meanwhile nothing is undone: the hash takes the place of none but its own. */
void AccountDesk::renew_hash(const Account& account, std::string_view password) const {
    if (!has_other_cost(account.password, options_.cost)) return;
    static_cast<void>(accounts_->change_password(account.id, account.password, hash_password(password, options_.cost)));
}

/** The account after so much time, if `password` is still the one. */
std::optional<Account> AccountDesk::as_it_is_now(const Account& account, std::string_view password) const {
    std::optional<Account> now = find(account.id);
    if (!now.has_value() || now->password == account.password) return now;
    if (!verify_password(password, now->password)) now.reset();   // changed, and not hashed anew by us or another who logs in
    return now;
}

AccountOutcome AccountDesk::change_password(const Account& account, std::string_view wanted) const {
    NewPassword prepared = hashed(account, wanted);
    if (!prepared.faults.empty()) return std::move(prepared.faults);
    if (!keep_password(prepared)) return {};
    return std::move(prepared.account);
}

AccountOutcome AccountDesk::change_profile(const Account& account, const AccountProfile& profile) const {
    if (const auto conflict = accounts_->change_profile(account.id, profile)) return refused(*conflict);
    auto changed = find(account.id);
    if (!changed.has_value()) return {};
    return *std::move(changed);
}

NewPassword AccountDesk::prepare_password(const ResetGrant& grant, std::string_view wanted) const {
    auto account = find(grant.account_id);
    if (!account.has_value() || !grant.holds_for(*account)) return {};
    return hashed(*std::move(account), wanted);
}

NewPassword AccountDesk::hashed(Account account, std::string_view wanted) const {
    NewPassword prepared;
    prepared.faults = options_.passwords.faults_of(wanted, account);
    if (prepared.faults.empty()) prepared.hash = hash_password(wanted, options_.cost);
    prepared.account = std::move(account);
    return prepared;
}

bool AccountDesk::keep_password(NewPassword& prepared) const {
    Account& account = prepared.account;
    if (!accounts_->change_password(account.id, account.password, prepared.hash)) return false;
    account.password = prepared.hash;
    return true;
}

}  // namespace serval
