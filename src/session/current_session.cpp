#include <serval/session/current_session.hpp>

#include "session/session_of.hpp"

namespace serval {

std::optional<CurrentSession> CurrentSession::extract(Extraction& in) {
    // A session is its holder's to change, though all else of a request is not.
    return CurrentSession{session_of(in.request())};
}

void CurrentSession::describe(std::vector<Argument>& out) { out.push_back({.source = Argument::Source::request}); }

}  // namespace serval
