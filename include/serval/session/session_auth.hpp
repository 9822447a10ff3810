#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include <serval/authentication/authenticator.hpp>
#include <serval/detail/shared_function.hpp>
#include <serval/session/sessions.hpp>

namespace serval {

/** Knows a user by the session in which they logged in. It has no challenge: where no other authenticator has one, the anonymous are refused with 403. */
class SessionAuth final : public Authenticator {
public:
    explicit SessionAuth(const Sessions& sessions) : cookie_{sessions.cookie()} {}

    /** Have `find` say who the user is now: it takes the `const User&` who logged in and gives a `std::optional<User>`, or a `Task` of one. Nothing makes
        them one whom nobody knows, as when the password was changed or the account is closed. It is called on many threads at once.
    */
    template <class Find>
    [[nodiscard]] SessionAuth lookup(Find find) && {
        using Found = std::invoke_result_t<const Find&, const User&>;
        static_assert(std::is_same_v<Found, std::optional<User>> || std::is_same_v<Found, Task<std::optional<User>>>,
                      "A look-up of a session's user takes `const User&` and returns std::optional<User>, or a Task of one.");
        if constexpr (std::is_same_v<Found, Task<std::optional<User>>>) lookup_ = std::move(find);
        else lookup_ = [find = std::move(find)](const User& user) { return Task<std::optional<User>>::ready(find(user)); };
        return std::move(*this);
    }

    Task<std::optional<User>> authenticate(Request& request) const override;
    SecurityScheme describe() const override;
    std::string needed_middleware() const override { return "sessions"; }

private:
    std::string cookie_;
    SharedFunction<Task<std::optional<User>>(const User& user)> lookup_;
};

}  // namespace serval
