#pragma once

#include <serval/session/browser_session.hpp>

namespace serval {

class Request;

/** The session that the middleware has brought. @throws std::logic_error where there is none around. */
[[nodiscard]] BrowserSession& session_of(const Request& request);

}  // namespace serval
