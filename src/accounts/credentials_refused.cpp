#include <serval/accounts/credentials_refused.hpp>

#include "authentication/jwt_failure.hpp"

namespace serval {
namespace {

constexpr std::string_view accounts_realm = "api";

}  // namespace

CredentialsRefused::CredentialsRefused(std::string detail, std::string code) : AuthenticationFailed{std::move(detail), std::move(code)} {
    problem().headers.set("WWW-Authenticate", bearer_challenge(accounts_realm));
}

CredentialsRefused::CredentialsRefused(const JwtRefusal& refusal) : AuthenticationFailed{token_failure(refusal)} {
    problem().headers.set("WWW-Authenticate", bearer_challenge(accounts_realm, refusal.message()));
}

}  // namespace serval
