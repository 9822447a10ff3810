#pragma once

#include <string>

#include <serval/accounts/credentials_refused.hpp>
#include <serval/authentication/jwt_tokens.hpp>
#include <serval/endpoint/routes.hpp>
#include <serval/serialization/one_of.hpp>
#include <serval/validation/body.hpp>

namespace serval {

/** What a client sends to have a refresh token renewed or refused. */
struct JwtRefreshBody {
    std::string refresh;

    static void describe(Fields<JwtRefreshBody>& f);
};

/** What a client sends to learn whether a token is good. */
struct JwtTokenBody {
    std::string token;

    static void describe(Fields<JwtTokenBody>& f);
};

/** What a refresh gives where refresh tokens do not rotate. */
struct JwtAccess {
    std::string access;
};

/** Done, with nothing more to say: `{}`. */
struct JwtDone {};

/** Endpoints for what is done with tokens once a client has them: `app.mount<"/token", JwtController>();`.

    It asks for the app's `JwtTokens`. Handing them out is the app's: it knows the accounts. The endpoints are open to everybody, since
    whoever calls them has the token and nothing else, and neither authenticators nor permissions around them are asked.

    | | | |
    |---|---|---|
    | POST /refresh | `{"refresh": …}` | 200 `{"refresh": …, "access": …}`, or without `refresh` where refresh tokens do not rotate |
    | POST /verify | `{"token": …}`, of any type | 200 `{}` |
    | POST /blacklist | `{"refresh": …}` | 200 `{}`, and the token is refused from then on |
    | POST /slide | `{"token": …}`, a sliding one | 200 `{"token": …}` |

    A token that is wrong is a 401 with the code "token_not_valid" and the reason as its detail; a blacklisted one that is to be verified
    is wrong input, a 400.
*/
class JwtController {
public:
    explicit JwtController(JwtTokens& tokens) : tokens_{tokens} {}

    static void routes(Routes<JwtController>& r);

    [[nodiscard]] Task<OneOf<JwtPair, JwtAccess, CredentialsRefused>> refresh(Body<JwtRefreshBody> body);
    [[nodiscard]] Task<OneOf<JwtDone, CredentialsRefused, ValidationFailed>> verify(Body<JwtTokenBody> body);
    [[nodiscard]] Task<OneOf<JwtDone, CredentialsRefused>> blacklist(Body<JwtRefreshBody> body);
    [[nodiscard]] Task<OneOf<JwtTokenBody, CredentialsRefused>> slide(Body<JwtTokenBody> body);

private:
    JwtTokens& tokens_;
};

}  // namespace serval
