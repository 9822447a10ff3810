#include <serval/authentication/user.hpp>

#include <serval/http/request.hpp>

namespace serval {

const User* user_of(const Request& request) noexcept { return request.attributes().find<User>(); }

}  // namespace serval
