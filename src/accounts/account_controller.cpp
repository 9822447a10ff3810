#include <serval/accounts/account_controller.hpp>

#include "accounts/answers.hpp"
#include "accounts/password_field.hpp"

namespace serval {
namespace {

using Registered = OneOf<Created<AccountDetails>, ValidationFailed>;
using Shown = OneOf<AccountDetails, CredentialsRefused>;
using Changed = OneOf<AccountDetails, ValidationFailed, CredentialsRefused, LoginLocked>;
using Done = OneOf<NoContent, ValidationFailed, CredentialsRefused, LoginLocked>;

/** Anything but a separator, a control character or a sign of no language: letters and digits of all of them. */
constexpr std::string_view name_pattern = R"(^[\p{L}\p{M}\p{N}_.@+-]+$)";
constexpr std::size_t longest_name = 150;

/** Letters, digits and a few signs: such a name stands in a log or a mail as it is. */
template <auto Member, class T>
void describe_name(Fields<T>& f) {
    f.template on<Member>().length(1, longest_name).pattern(name_pattern).help("Letters, digits and _.@+- alone.");
}

NewAccount wanted_by(const AccountRegistration& body) {
    NewAccount wanted;
    wanted.name = body.username;
    wanted.email = body.email.has_value() ? body.email->text() : std::string{};
    wanted.password = body.password;
    return wanted;
}

AccountProfile wanted_by(const AccountChange& body) {
    AccountProfile profile;
    profile.name = body.username;
    if (body.email.has_value()) profile.email = body.email->text();
    return profile;
}

Registered answer_add(const AccountOutcome& outcome) {
    if (!outcome) return wrong_fields(outcome.faults, "password");
    return Created<AccountDetails>{details_of(*outcome.account), link(&AccountController::show)};
}

Shown answer_show(const std::optional<Account>& account) {
    if (!account.has_value()) return unknown_account();
    return details_of(*account);
}

Changed answer_change(const AccountOutcome& outcome) {
    if (!outcome) return refused_change<Changed>(outcome);
    return details_of(*outcome.account);
}

Done answer_done(const AccountOutcome& outcome) {
    if (!outcome) return refused_change<Done>(outcome);
    return NoContent{};
}

}  // namespace

AccountDetails details_of(const Account& account) {
    AccountDetails details;
    details.id = account.id;
    details.username = account.name;
    details.email = Email::parse(account.email);
    details.roles = account.roles;
    details.is_staff = account.is_staff;
    details.joined = account.joined;
    return details;
}

void AccountDetails::describe(Fields<AccountDetails>& f) {
    f.on<&AccountDetails::email>().help("Null where there is none.");
    f.on<&AccountDetails::joined>().help("When the account was made.");
}

void AccountRegistration::describe(Fields<AccountRegistration>& f) {
    describe_name<&AccountRegistration::username>(f);
    f.on<&AccountRegistration::email>().help("Where a new password can be asked for.");
    describe_password<&AccountRegistration::password>(f, "To log in with.");
}

void AccountChange::describe(Fields<AccountChange>& f) {
    describe_name<&AccountChange::username>(f);
    describe_password<&AccountChange::current_password>(f, "The password, once more.");
}

void AccountClosing::describe(Fields<AccountClosing>& f) { describe_password<&AccountClosing::current_password>(f, "The password, once more."); }

void AccountPasswordChange::describe(Fields<AccountPasswordChange>& f) {
    describe_password<&AccountPasswordChange::current_password>(f, "The password that there is.");
    describe_password<&AccountPasswordChange::new_password>(f, "The one that is to take its place.");
}

void AccountController::routes(Routes<AccountController>& r) {
    r.tag("account").cache_control(CacheControl{}.no_store());
    r.on_error<StoreError>(&out_of_reach).response(Status::service_unavailable);
    r.post<"/register">(&AccountController::add).authenticate(none).permit(none).summary("A new account");
    r.get<"/me">(&AccountController::show).permit(is_authenticated).summary("The account of whoever asks");
    r.patch<"/me">(&AccountController::change).permit(is_authenticated).summary("Another name or email address");
    r.delete_<"/me", with_body>(&AccountController::close).permit(is_authenticated).summary("Erase the account");
    r.post<"/password/change">(&AccountController::change_password).permit(is_authenticated).summary("A new password, and be logged out everywhere");
}

Task<Registered> AccountController::add(Body<AccountRegistration> body) {
    NewAccount wanted = wanted_by(*body);
    const AccountOutcome outcome = co_await accounts_.add(std::move(wanted));
    co_return answer_add(outcome);
}

Task<Shown> AccountController::show(CurrentUser who) {
    const std::optional<Account> account = co_await accounts_.find(who->id);
    co_return answer_show(account);
}

Task<Changed> AccountController::change(CurrentUser who, Body<AccountChange> body) {
    AccountProfile profile = wanted_by(*body);
    const AccountOutcome outcome = co_await accounts_.change_profile(who->id, body->current_password, std::move(profile));
    co_return answer_change(outcome);
}

Task<Done> AccountController::close(CurrentUser who, Body<AccountClosing> body) {
    const AccountOutcome outcome = co_await accounts_.close(who->id, body->current_password);
    co_return answer_done(outcome);
}

Task<Done> AccountController::change_password(CurrentUser who, Body<AccountPasswordChange> body) {
    const AccountOutcome outcome = co_await accounts_.change_password(who->id, body->current_password, body->new_password);
    co_return answer_done(outcome);
}

}  // namespace serval
