#include <serval/accounts/login_locked.hpp>

namespace serval {

LoginLocked::LoginLocked(std::chrono::seconds wait) : TooManyRequests{wait} { problem().code = "login_locked"; }

}  // namespace serval
