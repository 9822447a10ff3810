#include <serval/accounts/jwt_controller.hpp>

#include <serval/model/fields.hpp>

#include "accounts/answers.hpp"

namespace serval {
namespace {

using Refreshed = OneOf<JwtPair, JwtAccess, CredentialsRefused>;
using Verified = OneOf<JwtDone, CredentialsRefused, ValidationFailed>;
using Blacklisted = OneOf<JwtDone, CredentialsRefused>;
using Slid = OneOf<JwtTokenBody, CredentialsRefused>;

// Plain functions: what g++ 12 makes of such expressions beside a co_await is not to be relied on.

Refreshed answer_refresh(JwtResult<JwtPair> pair, bool rotates) {
    if (!pair) return CredentialsRefused{pair.fault()};
    if (!rotates) return JwtAccess{std::move(pair->access)};
    return *std::move(pair);
}

Verified answer_verify(const JwtResult<JwtClaims>& claims) {
    if (claims) return JwtDone{};
    if (claims.fault().fault != JwtFault::blacklisted) return CredentialsRefused{claims.fault()};
    return ValidationFailed{"", claims.fault().message(), std::string{claims.fault().code()}};
}

Blacklisted answer_blacklist(const JwtResult<JwtClaims>& claims) {
    if (claims) return JwtDone{};
    return CredentialsRefused{claims.fault()};
}

Slid answer_slide(JwtResult<std::string> token) {
    if (!token) return CredentialsRefused{token.fault()};
    return JwtTokenBody{*std::move(token)};
}

}  // namespace

void JwtRefreshBody::describe(Fields<JwtRefreshBody>& f) { f.on<&JwtRefreshBody::refresh>().help("A refresh token."); }
void JwtTokenBody::describe(Fields<JwtTokenBody>& f) { f.on<&JwtTokenBody::token>().help("A token."); }

void JwtController::routes(Routes<JwtController>& r) {
    r.authenticate(none).permit(none).tag("tokens");
    r.on_error<StoreError>(&out_of_reach);
    r.post<"/refresh">(&JwtController::refresh).status(Status::ok).summary("A new access token for a refresh token");
    r.post<"/verify">(&JwtController::verify).status(Status::ok).summary("Whether a token is good");
    r.post<"/blacklist">(&JwtController::blacklist).status(Status::ok).summary("Have a refresh token refused from now on");
    r.post<"/slide">(&JwtController::slide).status(Status::ok).summary("A sliding token for another while");
}

Task<Refreshed> JwtController::refresh(Body<JwtRefreshBody> body) {
    auto pair = co_await tokens_.refresh(body->refresh);
    co_return answer_refresh(std::move(pair), tokens_.options().rotate);
}

Task<Verified> JwtController::verify(Body<JwtTokenBody> body) {
    const auto claims = co_await tokens_.verify(body->token);
    co_return answer_verify(claims);
}

Task<Blacklisted> JwtController::blacklist(Body<JwtRefreshBody> body) {
    const auto claims = co_await tokens_.blacklist(body->refresh, JwtTokenType::refresh);
    co_return answer_blacklist(claims);
}

Task<Slid> JwtController::slide(Body<JwtTokenBody> body) {
    auto token = co_await tokens_.slide(body->token);
    co_return answer_slide(std::move(token));
}

}  // namespace serval
