#include <serval/session/session_auth.hpp>

#include "session/session_of.hpp"

namespace serval {

Task<std::optional<User>> SessionAuth::authenticate(Request& request) const {
    const std::optional<User>& user = session_of(request).user();
    if (!user.has_value() || !lookup_) return Task<std::optional<User>>::ready(user);
    return lookup_(*user);
}

SecurityScheme SessionAuth::describe() const { return {.name = "session", .type = "apiKey", .parameter = cookie_, .place = "cookie"}; }

}  // namespace serval
