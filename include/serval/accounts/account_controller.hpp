#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <serval/accounts/accounts.hpp>
#include <serval/accounts/credentials_refused.hpp>
#include <serval/accounts/login_locked.hpp>
#include <serval/authentication/current_user.hpp>
#include <serval/endpoint/routes.hpp>
#include <serval/model/values/chrono.hpp>
#include <serval/model/values/email.hpp>
#include <serval/serialization/created.hpp>
#include <serval/serialization/one_of.hpp>
#include <serval/validation/body.hpp>

namespace serval {

/** What an account's owner is told of it. */
struct AccountDetails {
    std::string id;
    std::string username;
    std::optional<Email> email;
    std::vector<std::string> roles;
    bool is_staff = false;
    std::chrono::sys_seconds joined;

    static void describe(Fields<AccountDetails>& f);
};

[[nodiscard]] AccountDetails details_of(const Account& account);

/** What somebody sends who wants an account. Roles are for others to give. */
struct AccountRegistration {
    std::string username;
    std::optional<Email> email;
    std::string password;

    static void describe(Fields<AccountRegistration>& f);
};

/** What an account's owner wants changed of it; what is absent stays. */
struct AccountChange {
    std::optional<std::string> username;
    std::optional<Email> email;
    std::string current_password;

    static void describe(Fields<AccountChange>& f);
};

struct AccountClosing {
    std::string current_password;

    static void describe(Fields<AccountClosing>& f);
};

struct AccountPasswordChange {
    std::string current_password;
    std::string new_password;

    static void describe(Fields<AccountPasswordChange>& f);
};

/** Endpoints for accounts and their owners: `app.mount<"/account", AccountController>();`.

    It asks for the app's `Accounts`.

    | | | |
    |---|---|---|
    | POST /register | `{"username": …, "email": …, "password": …}`, without `email` where there is none | 201 with the account |
    | GET /me | | 200 with the account |
    | PATCH /me | `{"username": …, "email": …, "current_password": …}`, without what stays | 200 with the account |
    | DELETE /me | `{"current_password": …}` | 204 |
    | POST /password/change | `{"current_password": …, "new_password": …}` | 204, and the user is logged out everywhere |

    Registering is open to everybody, and neither authenticators nor permissions around it are asked; the others take whom the app's authenticators
    know. Input that cannot be taken is a 400 that tells of each field, a wrong password among them; an account that there is not any more a 401,
    too many wrong passwords a 429, a store out of reach a 503.
*/
class AccountController {
public:
    explicit AccountController(Accounts& accounts) : accounts_{accounts} {}

    static void routes(Routes<AccountController>& r);

    [[nodiscard]] Task<OneOf<Created<AccountDetails>, ValidationFailed>> add(Body<AccountRegistration> body);
    [[nodiscard]] Task<OneOf<AccountDetails, CredentialsRefused>> show(CurrentUser who);
    [[nodiscard]] Task<OneOf<AccountDetails, ValidationFailed, CredentialsRefused, LoginLocked>> change(CurrentUser who, Body<AccountChange> body);
    [[nodiscard]] Task<OneOf<NoContent, ValidationFailed, CredentialsRefused, LoginLocked>> close(CurrentUser who, Body<AccountClosing> body);
    [[nodiscard]] Task<OneOf<NoContent, ValidationFailed, CredentialsRefused, LoginLocked>> change_password(CurrentUser who,
                                                                                                           Body<AccountPasswordChange> body);

private:
    Accounts& accounts_;
};

}  // namespace serval
