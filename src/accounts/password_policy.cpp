#include <serval/accounts/password_policy.hpp>

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "http/syntax.hpp"

namespace serval {
namespace {

constexpr std::size_t least_of_its_own = 4;   // octets that a password has beside a name

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool has_digits_alone(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos; }

/** Whether there is little to `password` but `known`, or it is a part of it; both in lower case. */
bool is_similar(std::string_view password, std::string_view known) {
    if (known.empty()) return false;
    if (known.find(password) != std::string_view::npos) return true;
    const bool holds_it = password.find(known) != std::string_view::npos;
    return holds_it && password.size() - known.size() < least_of_its_own;
}

bool is_like_account(std::string_view password, const Account& account) {
    const std::string own = detail::lowered(password);
    const std::string email = detail::lowered(account.email);
    const std::array<std::string, 3> known{detail::lowered(account.name), email, email.substr(0, email.find('@'))};
    return std::any_of(known.begin(), known.end(), [&own](const std::string& text) { return is_similar(own, text); });
}

AccountFault fault(std::string code, std::string message) {
    return {.field = AccountFault::Field::password, .code = std::move(code), .message = std::move(message)};
}

}  // namespace

std::vector<AccountFault> PasswordPolicy::faults_of(std::string_view password, const Account& account) const {
    std::vector<AccountFault> faults;
    const std::size_t length = code_points(password);
    if (length < min_length) faults.push_back(fault("password_too_short", fmt::format("Choose a password of at least {} characters.", min_length)));
    if (length > max_length) faults.push_back(fault("password_too_long", fmt::format("Choose a password of at most {} characters.", max_length)));
    if (refuse_digits_alone && has_digits_alone(password)) faults.push_back(fault("password_entirely_numeric", "Choose a password that is not made of digits alone."));
    if (refuse_similar && is_like_account(password, account)) faults.push_back(fault("password_too_similar", "Choose a password that is less like your name or email address."));
    if (!faults.empty() || !check) return faults;
    if (auto refusal = check(password, account)) faults.push_back(fault("password_refused", std::move(*refusal)));
    return faults;
}

}  // namespace serval
