#pragma once

#include <serval/accounts/account_credentials.hpp>
#include <serval/accounts/accounts.hpp>
#include <serval/accounts/credentials_refused.hpp>
#include <serval/accounts/login_locked.hpp>
#include <serval/authentication/current_user.hpp>
#include <serval/endpoint/routes.hpp>
#include <serval/serialization/one_of.hpp>
#include <serval/session/current_session.hpp>
#include <serval/session/sessions.hpp>
#include <serval/validation/body.hpp>

namespace serval {

/** Endpoints by which a browser's session becomes a user's: `app.mount<"/auth", SessionLoginController>();`.

    It asks for the app's `Accounts` and `Sessions`, whose middleware stands around it, and `csrf` around that.

    | | | |
    |---|---|---|
    | POST /login | `{"username": …, "password": …}` | 204, and the session has a user, and a new key |
    | POST /logout | | 204, and the session is over |
    | POST /logout-all | | 204, and so are all sessions of the user who asks |

    The first two are open to everybody, and neither authenticators nor permissions around them are asked. Wrong credentials are a 401, too many attempts
    a 429, a store out of reach a 503.
*/
class SessionLoginController {
public:
    SessionLoginController(Accounts& accounts, Sessions& sessions) : accounts_{accounts}, sessions_{sessions} {}

    static void routes(Routes<SessionLoginController>& r);

    [[nodiscard]] Task<OneOf<NoContent, CredentialsRefused, LoginLocked>> log_in(const Request& request, CurrentSession session,
                                                                                 Body<AccountCredentials> body);
    [[nodiscard]] NoContent log_out(CurrentSession session);
    [[nodiscard]] Task<NoContent> log_out_everywhere(CurrentUser who, CurrentSession session);

private:
    Accounts& accounts_;
    Sessions& sessions_;
};

}  // namespace serval
