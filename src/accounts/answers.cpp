#include "accounts/answers.hpp"

#include <string>

namespace serval {
namespace {

std::string pointer_to(AccountFault::Field field, std::string_view password_field) {
    switch (field) {
        case AccountFault::Field::name: return "/username";
        case AccountFault::Field::email: return "/email";
        case AccountFault::Field::password: return "/" + std::string{password_field};
        case AccountFault::Field::current_password: return "/current_password";
        case AccountFault::Field::token: return "/token";
    }
    return {};
}

}  // namespace

ServiceUnavailable out_of_reach(const StoreError&) { return ServiceUnavailable{std::chrono::seconds{1}}; }

CredentialsRefused unknown_account() { return {"User not found", "user_not_found"}; }

ValidationFailed wrong_fields(const std::vector<AccountFault>& faults, std::string_view password_field) {
    std::vector<FieldError> errors;
    for (const AccountFault& fault : faults) {
        errors.push_back({.place = Place::body, .pointer = pointer_to(fault.field, password_field), .code = fault.code, .message = fault.message});
    }
    return ValidationFailed{std::move(errors)};
}

}  // namespace serval
