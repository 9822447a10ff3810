#pragma once

#include <string_view>
#include <type_traits>
#include <utility>

#include <serval/authentication/jwt_tokens.hpp>
#include <serval/authentication/opaque_tokens.hpp>
#include <serval/detail/shared_function.hpp>
#include <serval/session/sessions.hpp>
#include <serval/tasks/task.hpp>

namespace serval {

/** What users are logged in by, to be ended for one of them everywhere: tokens, sessions, or what a function of the application's ends. Thread-safe. */
class Logins {
public:
    Logins(JwtTokens tokens);
    Logins(OpaqueTokens tokens);
    Logins(Sessions sessions);
    /** @param end_all  Takes the user's id, a `std::string_view` that lasts until its `Task<void>` has ended. */
    template <class EndAll>
        requires std::is_same_v<std::invoke_result_t<const EndAll&, std::string_view>, Task<void>>
    Logins(EndAll end_all) : end_all_{std::move(end_all)} {}

    [[nodiscard]] Task<void> end_all(std::string_view user_id) const { return end_all_(user_id); }

private:
    SharedFunction<Task<void>(std::string_view user_id)> end_all_;
};

}  // namespace serval
