#pragma once

#include <string>

#include <serval/jose/jwt_refusal.hpp>
#include <serval/problem/http_error.hpp>
#include <serval/serialization/result.hpp>

namespace serval {

/** What a client sent to be known by is wrong: 401 with a `Bearer` challenge of its own, also where no authenticator has one.

    For endpoints that look at credentials in a body themselves, and ask no authenticator: `OneOf<JwtPair, CredentialsRefused>`.
*/
struct CredentialsRefused : AuthenticationFailed {
    /** A wrong name or password; which of them is nobody's business. */
    CredentialsRefused() : CredentialsRefused{"No active account found with the given credentials", "no_active_account"} {}
    CredentialsRefused(std::string detail, std::string code);
    /** A wrong token. */
    explicit CredentialsRefused(const JwtRefusal& refusal);
};

template <>
struct Result<CredentialsRefused> {
    static void describe(DeclaredResponses& responses) {
        responses.problem(Status::unauthorized);
        responses.header({.name = "WWW-Authenticate"});
    }
    static void write(CredentialsRefused& error, Rendering& out) { out.fail(std::move(error.problem())); }
};

}  // namespace serval
