#pragma once

#include <string>

#include <serval/accounts/accounts.hpp>
#include <serval/accounts/mail.hpp>
#include <serval/endpoint/routes.hpp>
#include <serval/injection/inject.hpp>
#include <serval/logging/log.hpp>
#include <serval/model/values/email.hpp>
#include <serval/serialization/one_of.hpp>
#include <serval/validation/body.hpp>

namespace serval {

/** What somebody sends who has forgotten their password. */
struct PasswordResetRequest {
    Email email;

    static void describe(Fields<PasswordResetRequest>& f);
};

/** What they send with what the mail brought them. */
struct PasswordResetConfirmation {
    std::string token;
    std::string new_password;

    static void describe(Fields<PasswordResetConfirmation>& f);
};

/** Endpoints for those who have forgotten their password: `app.mount<"/account/password/reset", PasswordResetController>();`.

    It asks for the app's `Accounts` and `MailSender`.

    | | | |
    |---|---|---|
    | POST | `{"email": …}` | 204, whether anybody has that address or not |
    | POST /confirm | `{"token": …, "new_password": …}` | 204, and the user is logged out everywhere |

    Both are open to everybody, and neither authenticators nor permissions around them are asked. Mail is sent after it is settled what is answered; that it could
    not be is a line of the log. A wrong token is wrong input, a 400, and so is a password that cannot be taken; a store out of reach is a 503.
*/
class PasswordResetController {
public:
    PasswordResetController(Accounts& accounts, MailSender& sender) : accounts_{accounts}, sender_{sender} {}

    static void routes(Routes<PasswordResetController>& r);

    [[nodiscard]] Task<NoContent> start(Body<PasswordResetRequest> body, Inject<Log> log);
    [[nodiscard]] Task<OneOf<NoContent, ValidationFailed>> finish(Body<PasswordResetConfirmation> body);

private:
    Accounts& accounts_;
    MailSender& sender_;
};

}  // namespace serval
