#pragma once

#include <serval/accounts/account_credentials.hpp>
#include <serval/accounts/accounts.hpp>
#include <serval/accounts/credentials_refused.hpp>
#include <serval/accounts/jwt_controller.hpp>
#include <serval/accounts/login_locked.hpp>
#include <serval/authentication/current_user.hpp>
#include <serval/authentication/jwt_tokens.hpp>
#include <serval/endpoint/routes.hpp>
#include <serval/serialization/one_of.hpp>
#include <serval/validation/body.hpp>

namespace serval {

/** Endpoints that hand out JSON Web Tokens for a name and a password: `app.mount<"/auth", JwtLoginController>();`.

    It asks for the app's `Accounts` and `JwtTokens`. What is done with tokens afterwards is `JwtController`'s.

    | | | |
    |---|---|---|
    | POST /login | `{"username": …, "password": …}` | 200 `{"refresh": …, "access": …}` |
    | POST /logout | `{"refresh": …}` | 204, and the token is refused from then on |
    | POST /logout-all | | 204, and so are all tokens of the user who asks |

    The first two are open to everybody, and neither authenticators nor permissions around them are asked. Wrong credentials are a 401, too many attempts
    a 429, a store out of reach a 503.
*/
class JwtLoginController {
public:
    JwtLoginController(Accounts& accounts, JwtTokens& tokens) : accounts_{accounts}, tokens_{tokens} {}

    static void routes(Routes<JwtLoginController>& r);

    [[nodiscard]] Task<OneOf<JwtPair, CredentialsRefused, LoginLocked>> log_in(const Request& request, Body<AccountCredentials> body);
    [[nodiscard]] Task<OneOf<NoContent, CredentialsRefused>> log_out(Body<JwtRefreshBody> body);
    [[nodiscard]] Task<NoContent> log_out_everywhere(CurrentUser who);

private:
    Accounts& accounts_;
    JwtTokens& tokens_;
};

}  // namespace serval
