#include "authentication/kept_user.hpp"

#include <serval/json.hpp>

namespace serval {

Json kept_user(const User& user) {
    return {{"id", user.id}, {"name", user.name}, {"staff", user.is_staff}, {"roles", user.roles}, {"scopes", user.scopes}};
}

User kept_user_in(const Json& kept) {
    User user{.id = kept.at("id"), .name = kept.at("name"), .is_staff = kept.at("staff")};
    kept.at("roles").get_to(user.roles);
    kept.at("scopes").get_to(user.scopes);
    return user;
}

}  // namespace serval
