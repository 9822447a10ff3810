#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <serval/authentication/user.hpp>
#include <serval/store/shared_store.hpp>
#include <serval/tasks/task.hpp>
#include <serval/tasks/time_source.hpp>

namespace serval {

struct OpaqueTokensOptions {
    std::chrono::seconds life{30 * 24 * 60 * 60};
    std::shared_ptr<const TimeSource> clock = std::make_shared<SystemTime>();
};

/** Tokens that the store knows the users of: any number for each user, shown once, kept as digests, and ended one by one or all at once.

    @code
    auto& tokens = app.own(OpaqueTokens{store});
    app.authenticate(TokenAuth{tokens});
    app.post<"/login">([&](Body<Login> login) -> Task<Receipt> { … co_return Receipt{co_await tokens.issue(user)}; });
    @endcode
    The user is kept with the token as it was then, without `own`. A store that forgets logs out.

    A value that is cheap to copy: copies share everything. Thread-safe. Tasks fail with `StoreError` when the store does.
*/
class OpaqueTokens {
public:
    /** @throws std::invalid_argument without a store or a clock, or when tokens would live for no time at all. */
    explicit OpaqueTokens(std::shared_ptr<SharedStore> store, OpaqueTokensOptions options = {});

    /** A new token for `user`. Nobody can tell it again. */
    [[nodiscard]] Task<std::string> issue(const User& user) const;
    /** Whom the token stands for; nothing when it is not good, or not any more. */
    [[nodiscard]] Task<std::optional<User>> find(std::string_view token) const;
    /** End one: logging out. False when it was not good. */
    [[nodiscard]] Task<bool> revoke(std::string_view token) const;
    /** End all that were issued to the user by now: logging out everywhere, a new password. Machines that share a store tell the time by their own
        clocks: what one of them issues within their difference may be ended as well.
    */
    [[nodiscard]] Task<void> revoke_all(std::string_view user_id) const;

    [[nodiscard]] const OpaqueTokensOptions& options() const noexcept;
    /** Where they are kept. */
    [[nodiscard]] const SharedStore& store() const noexcept;

private:
    struct State;
    std::shared_ptr<const State> state_;
};

}  // namespace serval
