#include <serval/accounts/session_login_controller.hpp>

#include <serval/accounts/account_lookup.hpp>

#include "accounts/answers.hpp"

namespace serval {
namespace {

using SessionLoggedIn = OneOf<NoContent, CredentialsRefused, LoginLocked>;

SessionLoggedIn answer_log_in(const AccountOutcome& outcome, BrowserSession& session) {
    if (!outcome) return refused_login<SessionLoggedIn>(outcome);
    session.log_in(user_of(*outcome.account));
    return NoContent{};
}

}  // namespace

void SessionLoginController::routes(Routes<SessionLoginController>& r) {
    r.tag("log-in").cache_control(CacheControl{}.no_store()).idempotent(none);   // what is handed out is kept nowhere
    r.on_error<StoreError>(&out_of_reach).response(Status::service_unavailable);
    r.post<"/login">(&SessionLoginController::log_in).authenticate(none).permit(none).summary("Make the session that of a name and a password");
    r.post<"/logout">(&SessionLoginController::log_out).authenticate(none).permit(none).summary("End the session");
    r.post<"/logout-all">(&SessionLoginController::log_out_everywhere).permit(is_authenticated).summary("End all sessions in which the user logged in by now");
}

Task<SessionLoggedIn> SessionLoginController::log_in(const Request& request, CurrentSession session, Body<AccountCredentials> body) {
    const AccountOutcome outcome = co_await accounts_.log_in(body->username, body->password, request.connection().remote_address);
    co_return answer_log_in(outcome, *session);
}

NoContent SessionLoginController::log_out(CurrentSession session) {
    session->log_out();
    return {};
}

Task<NoContent> SessionLoginController::log_out_everywhere(CurrentUser who, CurrentSession session) {
    co_await sessions_.end_all(who->id);
    session->log_out();
    co_return NoContent();
}

}  // namespace serval
