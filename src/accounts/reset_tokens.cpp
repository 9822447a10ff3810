#include "accounts/reset_tokens.hpp"

#include <serval/authentication/opaque_token.hpp>

#include "http/syntax.hpp"

namespace serval {
namespace {

constexpr char separator = ' ';   // a digest has none

std::string key_of_reset(std::string_view token) { return "password reset " + token_digest(token); }
std::string state_of(const Account& account) { return token_digest(account.password + separator + detail::lowered(account.email)); }
std::string grant_for(const Account& account) { return state_of(account) + separator + account.id; }

std::optional<ResetGrant> grant_in(const std::string& text) {
    const std::size_t at = text.find(separator);
    if (at == std::string::npos) return std::nullopt;
    return ResetGrant{.account_id = text.substr(at + 1), .state = text.substr(0, at)};
}

}  // namespace

bool ResetGrant::holds_for(const Account& account) const {
    return account.id == account_id && state_of(account) == state;
}

Task<std::string> ResetTokens::issue(const Account* account) const {
    std::string token = new_opaque_token();
    const std::string key = key_of_reset(token);
    std::string grant = account != nullptr ? grant_for(*account) : token_digest(token);
    const auto life = account != nullptr ? life_ : std::chrono::seconds{1};
    co_await store_->set(key, std::move(grant), life);
    co_return token;
}

Task<std::optional<ResetGrant>> ResetTokens::find(std::string_view token) const {
    const std::string key = key_of_reset(token);
    const std::optional<std::string> text = co_await store_->get(key);
    if (!text.has_value()) co_return std::nullopt;
    co_return grant_in(*text);
}

Task<bool> ResetTokens::use(std::string_view token) const {
    const std::string key = key_of_reset(token);
    const bool is_first = co_await store_->erase(key);
    co_return is_first;
}

}  // namespace serval
