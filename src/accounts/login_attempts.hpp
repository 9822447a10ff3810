#pragma once

#include <chrono>
#include <memory>
#include <string_view>
#include <vector>

#include <serval/accounts/accounts.hpp>

namespace serval {

/** Counts attempts to log in, in the shared store. Keys hold digests of names: the store learns none, and none is too long for it.

    What a name has used up cannot be given back. So whoever logs in leaves a mark by which the name is counted from then on, beginning anew.
*/
class LoginAttempts {
public:
    /** @throws std::invalid_argument for a rate or a lock that is none. */
    LoginAttempts(std::shared_ptr<SharedStore> store, const LoginLimit& limit);

    /** Count an attempt; 0 when it may be made, otherwise how long to wait, and nothing was counted. */
    [[nodiscard]] Task<std::chrono::seconds> take(std::string_view name, std::string_view address) const;
    /** Begin anew for `name`. */
    [[nodiscard]] Task<void> forget(std::string_view name) const;

private:
    [[nodiscard]] std::vector<AllowanceClaim> claims_for(std::string_view name, std::string_view mark, std::string_view address) const;

    std::shared_ptr<SharedStore> store_;
    Allowance by_name_;
    std::optional<Allowance> by_address_;
};

/** @throws std::invalid_argument for a rate that is none. */
[[nodiscard]] Allowance allowance_of(const Rate& rate, std::chrono::seconds ban = std::chrono::seconds{0});

/** The longest that a claim which was refused has to wait, in whole seconds; 0 when none was. */
[[nodiscard]] std::chrono::seconds longest_wait(const std::vector<AllowanceClaim>& claims);

}  // namespace serval
