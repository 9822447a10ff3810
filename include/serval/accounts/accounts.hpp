#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <serval/accounts/account_store.hpp>
#include <serval/accounts/logins.hpp>
#include <serval/accounts/mail.hpp>
#include <serval/accounts/password_policy.hpp>
#include <serval/authentication/password.hpp>
#include <serval/authentication/user.hpp>
#include <serval/store/shared_store.hpp>
#include <serval/tasks/task.hpp>
#include <serval/tasks/time_source.hpp>
#include <serval/throttling/rate.hpp>

namespace serval {

/** How often a password may be tried before nobody may for a while. */
struct LoginLimit {
    Rate by_name{"10/15min"};            // of each name, whether there is such an account or not
    std::optional<Rate> by_address{};    // of each address (of IPv6, each network of 64 bits), right passwords counted as well
    std::chrono::seconds lock{0};        // for so long at least, once somebody wanted to try too often
};

/** A new account, as somebody asks for it. */
struct NewAccount {
    std::string name{};
    std::string email{};      // empty: none
    std::string password{};
    std::vector<std::string> roles{};
    bool is_staff = false;
};

/** What became of what was asked of an account: done; or the reasons why not, of which there may be none to tell. */
struct AccountOutcome {
    std::optional<Account> account{};      // as it is by now; nothing: nothing was done
    std::vector<AccountFault> faults{};
    std::chrono::seconds wait{0};          // there were too many attempts: try again after that

    AccountOutcome() = default;
    AccountOutcome(Account account_) : account{std::move(account_)} {}
    AccountOutcome(std::vector<AccountFault> faults_) : faults{std::move(faults_)} {}
    explicit AccountOutcome(std::chrono::seconds wait_) : wait{wait_} {}

    [[nodiscard]] explicit operator bool() const noexcept { return account.has_value(); }
    [[nodiscard]] bool is_locked() const noexcept { return wait.count() > 0; }
};

/** That somebody may set a new password: whose it is, and the token by which they do, which nobody can tell again. */
struct PasswordReset {
    Account account{};
    std::string token{};
};

/** The letter that brings `token` to its owner where an application has none of its own. */
[[nodiscard]] Mail reset_mail(const Account& account, std::string_view token);

struct AccountsOptions {
    PasswordCost cost{};               // passwords kept at another one are hashed anew when their owners log in
    PasswordPolicy passwords{};
    LoginLimit limit{};
    std::vector<Logins> logins{};      // ended for a user whose password or rights are changed, or whose account is closed
    std::chrono::seconds reset_life{60 * 60};
    Rate resets{"5/h"};                // how often one email address may be sent mail
    SharedFunction<Mail(const Account& account, std::string_view token)> reset_mail{&serval::reset_mail};
    std::shared_ptr<const TimeSource> clock = std::make_shared<SystemTime>();
};

/** Who may log in, by name and password: over an `AccountStore`, for endpoints and for the application itself.

    @code
    auto& accounts = app.own(Accounts{people, store, {.logins = {tokens}}});
    app.mount<"/account", AccountController>();
    app.mount<"/auth", JwtLoginController>();
    @endcode
    Passwords are hashed, and the account store is asked, on workers. Of an account that there is not nothing can be told by the answer or its time, but when
    somebody wants a name or an email address that is taken.

    Attempts to log in are counted against `LoginLimit` before the password is looked at, so that of any number at once no more than that are. Whoever
    knew it has the failures of that name forgotten; those of an address run out by themselves. Where somebody has to say their password again, that is an
    attempt as well. Anybody can have a name locked: an application that cannot have that limits by address alone, with a high `by_name`.

    Whatever changes a password ends the user's `logins`, also those of whoever changed it. A log-in that goes on meanwhile is refused if it has the old one.

    A value that is cheap to copy: copies share everything. Thread-safe. What is handed over by reference must last until the task has ended, and so must this.
    Tasks fail with `StoreError` when the shared store does, with `WorkersBusy`, and with what the account store throws.
*/
class Accounts {
public:
    /** @param store  Remembers attempts, and tokens for new passwords by their digests.
        @throws std::invalid_argument without a store or a clock, for a rate that is none, a cost that is none, a policy that no password can meet, or times of no
                length.
    */
    Accounts(std::shared_ptr<AccountStore> accounts, std::shared_ptr<SharedStore> store, AccountsOptions options = {});

    /** A new account. Faults: of the name or email address "unique", of the password as by the policy. */
    [[nodiscard]] Task<AccountOutcome> add(NewAccount wanted) const;
    /** The account of that name, if it is active and that is its password. There are no faults to tell.
        @param address  Of the client, to be counted by; empty: it is not.
    */
    [[nodiscard]] Task<AccountOutcome> log_in(std::string_view name, std::string_view password, std::string_view address = {}) const;
    /** The account by its id, if it is active. */
    [[nodiscard]] Task<std::optional<Account>> find(std::string_view id) const;

    /** A new password for whoever knows the one that there is. Faults: of `current_password` "invalid_password", of the password as by the policy. */
    [[nodiscard]] Task<AccountOutcome> change_password(std::string_view id, std::string_view current, std::string_view wanted) const;
    /** Another name or email address, for whoever knows the password. Faults as above, and of name or email address "unique". */
    [[nodiscard]] Task<AccountOutcome> change_profile(std::string_view id, std::string_view current, AccountProfile profile) const;
    /** Erase the account, for whoever knows the password. */
    [[nodiscard]] Task<AccountOutcome> close(std::string_view id, std::string_view current) const;
    /** Have an account do as others decide. Its logins end, since they say what it was before. False when there is no such account. */
    [[nodiscard]] Task<bool> change_rights(std::string_view id, AccountRights rights) const;

    /** Begin to set a new password for whoever is reached by `email`; nothing when there is no active account of that address, or it was sent too
        much mail. Takes as long in any case.
    */
    [[nodiscard]] Task<std::optional<PasswordReset>> start_reset(std::string_view email) const;
    /** Set a new password by such a token. It is good once, for a time, and as long as neither password nor email address are changed. Faults: of `token`
        "invalid_token"; of the password as by the policy, and then the token is still good.
    */
    [[nodiscard]] Task<AccountOutcome> finish_reset(std::string_view token, std::string_view wanted) const;

    /** Log a user out everywhere. */
    [[nodiscard]] Task<void> end_logins(std::string_view id) const;

    [[nodiscard]] const AccountsOptions& options() const noexcept;

private:
    struct State;
    std::shared_ptr<const State> state_;
};

}  // namespace serval
