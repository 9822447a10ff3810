#include <serval/accounts/password_reset_controller.hpp>

#include <exception>
#include <utility>

#include <serval/model/fields.hpp>
#include <serval/tasks/this_task.hpp>
#include <serval/tasks/worker_pool.hpp>

#include "accounts/answers.hpp"
#include "accounts/password_field.hpp"

namespace serval {
namespace {

using ResetDone = OneOf<NoContent, ValidationFailed>;

/** A letter that is written and sent when it has been settled what is answered: neither the answer nor its time tells of it. */
struct LaterMail {
    Accounts accounts;
    MailSender sender;
    Log log;
    PasswordReset reset;

    void operator()() const noexcept {
        try {
            sender.send(accounts.options().reset_mail(reset.account, reset.token));
        } catch (const std::exception& error) {
            log.error("mail for a new password was not sent", {{"error", error.what()}});
        } catch (...) {
            log.error("mail for a new password was not sent", {{"error", "what was thrown is no std::exception"}});
        }
    }
};

void send_later(WorkerPool* workers, LaterMail mail) {
    const Log log = mail.log;
    const bool is_taken = workers != nullptr && workers->try_submit(UniqueFunction<void()>{std::move(mail)});
    if (!is_taken) log.error("mail for a new password was not sent", {{"error", "all workers are busy and their queue is full"}});
}

ResetDone answer_finish(const AccountOutcome& outcome) {
    if (!outcome) return wrong_fields(outcome.faults, "new_password");
    return NoContent{};
}

}  // namespace

void PasswordResetRequest::describe(Fields<PasswordResetRequest>& f) { f.on<&PasswordResetRequest::email>().help("The account's email address."); }

void PasswordResetConfirmation::describe(Fields<PasswordResetConfirmation>& f) {
    describe_password<&PasswordResetConfirmation::token>(f, "What the mail brought.");
    describe_password<&PasswordResetConfirmation::new_password>(f, "To log in with from now on.");
}

void PasswordResetController::routes(Routes<PasswordResetController>& r) {
    r.authenticate(none).permit(none).tag("account");
    r.on_error<StoreError>(&out_of_reach).response(Status::service_unavailable);
    r.post<"">(&PasswordResetController::start).summary("Have mail sent by which a new password can be set");
    r.post<"/confirm">(&PasswordResetController::finish).summary("Set a new password, and be logged out everywhere");
}

Task<NoContent> PasswordResetController::start(Body<PasswordResetRequest> body, Inject<Log> log) {
    std::optional<PasswordReset> reset = co_await accounts_.start_reset(body->email.text());
    const TaskContext& context = co_await this_task::context();
    if (reset.has_value()) send_later(context.workers, LaterMail{accounts_, sender_, *log, *std::move(reset)});
    co_return NoContent();
}

Task<ResetDone> PasswordResetController::finish(Body<PasswordResetConfirmation> body) {
    const AccountOutcome outcome = co_await accounts_.finish_reset(body->token, body->new_password);
    co_return answer_finish(outcome);
}

}  // namespace serval
