#pragma once

#include <chrono>
#include <string>

#include <serval/accounts/account_credentials.hpp>
#include <serval/accounts/accounts.hpp>
#include <serval/accounts/credentials_refused.hpp>
#include <serval/accounts/login_locked.hpp>
#include <serval/authentication/current_user.hpp>
#include <serval/authentication/opaque_tokens.hpp>
#include <serval/endpoint/routes.hpp>
#include <serval/model/values/chrono.hpp>
#include <serval/serialization/one_of.hpp>
#include <serval/validation/body.hpp>

namespace serval {

/** A new opaque token, which is shown this once. */
struct IssuedToken {
    std::string token;
    std::chrono::sys_seconds expiry;
};

/** Endpoints that hand out opaque tokens for a name and a password: `app.mount<"/auth", TokenLoginController>();`.

    It asks for the app's `Accounts` and `OpaqueTokens`.

    | | | |
    |---|---|---|
    | POST /login | `{"username": …, "password": …}` | 200 `{"token": …, "expiry": …}` |
    | POST /logout | | 204, and the token that came with the request is refused from then on |
    | POST /logout-all | | 204, and so are all tokens of the user who asks |

    The first is open to everybody, and neither authenticators nor permissions around it are asked; the others take whom the app's authenticators know. Wrong
    credentials are a 401, too many attempts a 429, a store out of reach a 503.
*/
class TokenLoginController {
public:
    TokenLoginController(Accounts& accounts, OpaqueTokens& tokens) : accounts_{accounts}, tokens_{tokens} {}

    static void routes(Routes<TokenLoginController>& r);

    [[nodiscard]] Task<OneOf<IssuedToken, CredentialsRefused, LoginLocked>> log_in(const Request& request, Body<AccountCredentials> body);
    [[nodiscard]] Task<NoContent> log_out(const Request& request);
    [[nodiscard]] Task<NoContent> log_out_everywhere(CurrentUser who);

private:
    Accounts& accounts_;
    OpaqueTokens& tokens_;
};

}  // namespace serval
