#include <serval/accounts/jwt_login_controller.hpp>

#include <serval/accounts/account_lookup.hpp>

#include "accounts/answers.hpp"

namespace serval {
namespace {

using JwtLoggedIn = OneOf<JwtPair, CredentialsRefused, LoginLocked>;
using JwtLoggedOut = OneOf<NoContent, CredentialsRefused>;

JwtLoggedIn answer_log_in(const AccountOutcome& outcome, const JwtTokens& tokens) {
    if (!outcome) return refused_login<JwtLoggedIn>(outcome);
    return tokens.issue(user_of(*outcome.account));
}

JwtLoggedOut answer_log_out(const JwtResult<JwtClaims>& claims) {
    if (!claims) return CredentialsRefused{claims.fault()};
    return NoContent{};
}

}  // namespace

void JwtLoginController::routes(Routes<JwtLoginController>& r) {
    r.tag("log-in").cache_control(CacheControl{}.no_store()).idempotent(none);   // what is handed out is kept nowhere
    r.on_error<StoreError>(&out_of_reach).response(Status::service_unavailable);
    r.post<"/login">(&JwtLoginController::log_in).authenticate(none).permit(none).status(Status::ok).summary("Tokens for a name and a password");
    r.post<"/logout">(&JwtLoginController::log_out).authenticate(none).permit(none).summary("Have a refresh token refused from now on");
    r.post<"/logout-all">(&JwtLoginController::log_out_everywhere).permit(is_authenticated).summary("Have all tokens refused that were issued by now");
}

Task<JwtLoggedIn> JwtLoginController::log_in(const Request& request, Body<AccountCredentials> body) {
    const AccountOutcome outcome = co_await accounts_.log_in(body->username, body->password, request.connection().remote_address);
    co_return answer_log_in(outcome, tokens_);
}

Task<JwtLoggedOut> JwtLoginController::log_out(Body<JwtRefreshBody> body) {
    const auto claims = co_await tokens_.blacklist(body->refresh, JwtTokenType::refresh);
    co_return answer_log_out(claims);
}

Task<NoContent> JwtLoginController::log_out_everywhere(CurrentUser who) {
    co_await tokens_.revoke_all(who->id);
    co_return NoContent();
}

}  // namespace serval
