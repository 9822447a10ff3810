#include <serval/accounts/accounts.hpp>

#include <stdexcept>
#include <utility>

#include <serval/authentication/opaque_token.hpp>
#include <serval/tasks/on_worker.hpp>

#include "accounts/account_desk.hpp"
#include "accounts/login_attempts.hpp"
#include "accounts/reset_tokens.hpp"
#include "http/syntax.hpp"

namespace serval {
namespace {

using std::chrono::seconds;
using Field = AccountFault::Field;

void check_options(const AccountStore* accounts, const SharedStore* store, const AccountsOptions& options) {
    if (accounts == nullptr || store == nullptr || options.clock == nullptr) throw std::invalid_argument{"accounts need a store for them, one that is shared, and a clock"};
    if (options.reset_life < seconds{1}) throw std::invalid_argument{"a token for a new password lives for a second at least"};
    if (options.passwords.min_length > options.passwords.max_length) throw std::invalid_argument{"no password is as long as the policy demands and no longer than it allows"};
    if (!is_possible(options.cost)) throw std::invalid_argument{"passwords cannot be hashed at that cost"};
}

AccountOutcome wrong_password() { return std::vector<AccountFault>{{Field::current_password, "invalid_password", "This is not the password."}}; }
AccountOutcome wrong_token() { return std::vector<AccountFault>{{Field::token, "invalid_token", "This token is wrong, was used, or is over."}}; }

}  // namespace

struct Accounts::State {
    State(const std::shared_ptr<AccountStore>& accounts, std::shared_ptr<SharedStore> store_, AccountsOptions options_)
        : options{std::move(options_)},
          store{std::move(store_)},
          desk{accounts, options},
          attempts{store, options.limit},
          reset_tokens{store, options.reset_life},
          mails{allowance_of(options.resets)} {
        check_options(accounts.get(), store.get(), options);
    }

    [[nodiscard]] Task<AccountOutcome> add(NewAccount wanted) const {
        const auto add = [&] { return desk.add(std::move(wanted)); };
        AccountOutcome added = co_await on_worker(add);
        co_return added;
    }

    [[nodiscard]] Task<AccountOutcome> log_in(std::string_view name, std::string_view password, std::string_view address) const {
        const seconds wait = co_await attempts.take(name, address);
        if (wait > seconds::zero()) co_return AccountOutcome(wait);
        const auto check = [&] { return desk.check(name, password); };
        std::optional<Account> account = co_await on_worker(check);
        if (!account.has_value()) co_return AccountOutcome();
        co_await attempts.forget(name);
        co_return AccountOutcome(*std::move(account));
    }

    [[nodiscard]] Task<std::optional<Account>> find(std::string_view id) const {
        const auto look = [&] { return desk.find(id); };
        std::optional<Account> account = co_await on_worker(look);
        co_return account;
    }

    /** The account of whoever says the password of it once more. */
    [[nodiscard]] Task<AccountOutcome> prove(std::string_view id, std::string_view password) const {
        const std::optional<Account> account = co_await find(id);
        if (!account.has_value()) co_return AccountOutcome();
        AccountOutcome proven = co_await log_in(account->name, password, std::string_view());
        if (proven.is_locked()) co_return proven;
        if (!proven || proven.account->id != id) co_return wrong_password();
        co_return proven;
    }

    [[nodiscard]] Task<AccountOutcome> change_password(std::string_view id, std::string_view current, std::string_view wanted) const {
        AccountOutcome proven = co_await prove(id, current);
        if (!proven) co_return proven;
        const auto change = [&] { return desk.change_password(*proven.account, wanted); };
        AccountOutcome changed = co_await on_worker(change);
        if (changed) co_await end_logins(id);
        if (!changed && changed.faults.empty()) co_return wrong_password();   // by now
        co_return changed;
    }

    [[nodiscard]] Task<AccountOutcome> change_profile(std::string_view id, std::string_view current, AccountProfile profile) const {
        AccountOutcome proven = co_await prove(id, current);
        if (!proven) co_return proven;
        const auto change = [&] { return desk.change_profile(*proven.account, profile); };
        AccountOutcome changed = co_await on_worker(change);
        co_return changed;
    }

    [[nodiscard]] Task<AccountOutcome> close(std::string_view id, std::string_view current) const {
        AccountOutcome proven = co_await prove(id, current);
        if (!proven) co_return proven;
        const auto erase = [&] { return desk.erase(id); };
        const bool was_there = co_await on_worker(erase);
        co_await end_logins(id);
        if (!was_there) co_return AccountOutcome();
        co_return proven;
    }

    [[nodiscard]] Task<bool> change_rights(std::string_view id, AccountRights rights) const {
        const auto change = [&] { return desk.change_rights(id, rights); };
        const bool is_changed = co_await on_worker(change);
        if (is_changed) co_await end_logins(id);
        co_return is_changed;
    }

    [[nodiscard]] Task<std::optional<PasswordReset>> start_reset(std::string_view email) const {
        std::vector<AllowanceClaim> claims = mail_to(email);
        const bool is_allowed = co_await store->take(claims);
        const auto look = [&] { return desk.find_by_email(email); };
        std::optional<Account> account = co_await on_worker(look);
        if (!is_allowed) account.reset();
        const Account* const meant = account.has_value() ? &*account : nullptr;
        std::string token = co_await reset_tokens.issue(meant);
        if (meant == nullptr) co_return std::nullopt;
        PasswordReset reset;
        reset.account = *std::move(account);
        reset.token = std::move(token);
        co_return std::optional<PasswordReset>(std::move(reset));
    }

    [[nodiscard]] Task<AccountOutcome> finish_reset(std::string_view token, std::string_view wanted) const {
        const std::optional<ResetGrant> grant = co_await reset_tokens.find(token);
        if (!grant.has_value()) co_return wrong_token();
        const auto prepare = [&] { return desk.prepare_password(*grant, wanted); };
        NewPassword prepared = co_await on_worker(prepare);
        if (!prepared.faults.empty()) co_return AccountOutcome(std::move(prepared.faults));
        if (prepared.account.id.empty()) co_return wrong_token();
        const bool is_first = co_await reset_tokens.use(token);
        if (!is_first) co_return wrong_token();
        const auto change = [&] { return desk.keep_password(prepared); };
        const bool is_changed = co_await on_worker(change);
        if (!is_changed) co_return wrong_token();
        co_await attempts.forget(prepared.account.name);
        co_await end_logins(prepared.account.id);
        co_return AccountOutcome(std::move(prepared.account));
    }

    [[nodiscard]] Task<void> end_logins(std::string_view id) const {
        for (const Logins& logins : options.logins) co_await logins.end_all(id);
    }

    /** What a mail to `email` counts against. */
    [[nodiscard]] std::vector<AllowanceClaim> mail_to(std::string_view email) const {
        return {{.key = "reset mail " + token_digest(detail::lowered(email)), .allowance = mails}};
    }

    const AccountsOptions options;
    const std::shared_ptr<SharedStore> store;
    const AccountDesk desk;
    const LoginAttempts attempts;
    const ResetTokens reset_tokens;
    const Allowance mails;
};

Mail reset_mail(const Account& account, std::string_view token) {
    Mail mail;
    mail.to = account.email;
    mail.subject = "A new password";
    mail.text = "Hello " + account.name + ",\n\nsomebody, you we hope, wants to set a new password for your account. This is the token for it:\n\n" + std::string{token} +
                "\n\nIf it was not you, there is nothing to do: without the token your password stays as it is.\n";
    return mail;
}

Accounts::Accounts(std::shared_ptr<AccountStore> accounts, std::shared_ptr<SharedStore> store, AccountsOptions options)
    : state_{std::make_shared<const State>(accounts, std::move(store), std::move(options))} {}

Task<AccountOutcome> Accounts::add(NewAccount wanted) const { return state_->add(std::move(wanted)); }
Task<AccountOutcome> Accounts::log_in(std::string_view name, std::string_view password, std::string_view address) const {
    return state_->log_in(name, password, address);
}
Task<std::optional<Account>> Accounts::find(std::string_view id) const { return state_->find(id); }

Task<AccountOutcome> Accounts::change_password(std::string_view id, std::string_view current, std::string_view wanted) const {
    return state_->change_password(id, current, wanted);
}
Task<AccountOutcome> Accounts::change_profile(std::string_view id, std::string_view current, AccountProfile profile) const {
    return state_->change_profile(id, current, std::move(profile));
}
Task<AccountOutcome> Accounts::close(std::string_view id, std::string_view current) const { return state_->close(id, current); }
Task<bool> Accounts::change_rights(std::string_view id, AccountRights rights) const { return state_->change_rights(id, std::move(rights)); }

Task<std::optional<PasswordReset>> Accounts::start_reset(std::string_view email) const { return state_->start_reset(email); }
Task<AccountOutcome> Accounts::finish_reset(std::string_view token, std::string_view wanted) const { return state_->finish_reset(token, wanted); }

Task<void> Accounts::end_logins(std::string_view id) const { return state_->end_logins(id); }

const AccountsOptions& Accounts::options() const noexcept { return state_->options; }

}  // namespace serval
