#pragma once

#include <serval/authentication/user.hpp>
#include <serval/model/json.hpp>

namespace serval {

/** A user as a store keeps one: without `own`. */
[[nodiscard]] Json kept_user(const User& user);
/** @throws Json::exception for what is none. */
[[nodiscard]] User kept_user_in(const Json& kept);

}  // namespace serval
