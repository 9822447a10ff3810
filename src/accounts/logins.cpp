#include <serval/accounts/logins.hpp>

namespace serval {

Logins::Logins(JwtTokens tokens) : end_all_{[tokens = std::move(tokens)](std::string_view user_id) { return tokens.revoke_all(user_id); }} {}
Logins::Logins(OpaqueTokens tokens) : end_all_{[tokens = std::move(tokens)](std::string_view user_id) { return tokens.revoke_all(user_id); }} {}
Logins::Logins(Sessions sessions) : end_all_{[sessions = std::move(sessions)](std::string_view user_id) { return sessions.end_all(user_id); }} {}

}  // namespace serval
