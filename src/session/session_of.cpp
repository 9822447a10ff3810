#include "session/session_of.hpp"

#include <stdexcept>

#include <serval/http/request.hpp>

#include "session/session_keeper.hpp"

namespace serval {

BrowserSession& session_of(const Request& request) {
    auto* const carried = request.attributes().find<CarriedSession>();
    if (carried == nullptr) throw std::logic_error{"there are no sessions here: call .use(sessions.middleware()) on the app or the group"};
    return carried->session;
}

}  // namespace serval
