#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <serval/accounts/account.hpp>
#include <serval/store/shared_store.hpp>
#include <serval/tasks/task.hpp>

namespace serval {

/** For whom a token for a new password was made, and what their account was then, as a digest. */
struct ResetGrant {
    std::string account_id{};
    std::string state{};

    /** Whether it is good for `account` as it is now: neither password nor email address are others by now. */
    [[nodiscard]] bool holds_for(const Account& account) const;
};

/** Tokens for new passwords, kept by their digests, for a time. */
class ResetTokens {
public:
    ResetTokens(std::shared_ptr<SharedStore> store, std::chrono::seconds life) : store_{std::move(store)}, life_{life} {}

    /** A new token for `account`; without one a token that is good for nothing, made in the same way. */
    [[nodiscard]] Task<std::string> issue(const Account* account) const;
    /** What `token` is for; nothing when it is not good. */
    [[nodiscard]] Task<std::optional<ResetGrant>> find(std::string_view token) const;
    /** Use it up. Of all who do so at once one is told that it was good until now. */
    [[nodiscard]] Task<bool> use(std::string_view token) const;

private:
    std::shared_ptr<SharedStore> store_;
    std::chrono::seconds life_;
};

}  // namespace serval
