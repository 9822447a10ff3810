#include <serval/accounts/token_login_controller.hpp>

#include <serval/accounts/account_lookup.hpp>
#include <serval/authentication/token_auth.hpp>
#include <serval/http/request.hpp>

#include "accounts/answers.hpp"

namespace serval {
namespace {

using TokenLoggedIn = OneOf<IssuedToken, CredentialsRefused, LoginLocked>;

/** The token of a request, by whatever name its scheme goes here. */
std::string sent_token(const Request& request) {
    const std::string_view field = request.header("Authorization").value_or("");
    return token_of(request, field.substr(0, field.find(' '))).value_or("");
}

std::chrono::sys_seconds expiry_from_now(const OpaqueTokens& tokens) {
    return std::chrono::floor<std::chrono::seconds>(tokens.options().clock->now() + tokens.options().life);
}

TokenLoggedIn issued(std::string token, std::chrono::sys_seconds expiry) { return IssuedToken{std::move(token), expiry}; }

}  // namespace

void TokenLoginController::routes(Routes<TokenLoginController>& r) {
    r.tag("log-in").cache_control(CacheControl{}.no_store()).idempotent(none);   // what is handed out is kept nowhere
    r.on_error<StoreError>(&out_of_reach).response(Status::service_unavailable);
    r.post<"/login">(&TokenLoginController::log_in).authenticate(none).permit(none).status(Status::ok).summary("A token for a name and a password");
    r.post<"/logout">(&TokenLoginController::log_out).permit(is_authenticated).summary("Have the token of the request refused from now on");
    r.post<"/logout-all">(&TokenLoginController::log_out_everywhere).permit(is_authenticated).summary("Have all tokens refused that were issued by now");
}

Task<TokenLoggedIn> TokenLoginController::log_in(const Request& request, Body<AccountCredentials> body) {
    const AccountOutcome outcome = co_await accounts_.log_in(body->username, body->password, request.connection().remote_address);
    if (!outcome) co_return refused_login<TokenLoggedIn>(outcome);
    const User user = user_of(*outcome.account);
    const std::chrono::sys_seconds expiry = expiry_from_now(tokens_);   // no later than the store's
    std::string token = co_await tokens_.issue(user);
    co_return issued(std::move(token), expiry);
}

Task<NoContent> TokenLoginController::log_out(const Request& request) {
    const std::string token = sent_token(request);
    co_await tokens_.revoke(token);
    co_return NoContent();
}

Task<NoContent> TokenLoginController::log_out_everywhere(CurrentUser who) {
    co_await tokens_.revoke_all(who->id);
    co_return NoContent();
}

}  // namespace serval
