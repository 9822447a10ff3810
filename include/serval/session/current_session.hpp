#pragma once

#include <optional>
#include <vector>

#include <serval/session/browser_session.hpp>
#include <serval/validation/argument.hpp>
#include <serval/validation/extraction.hpp>

namespace serval {

/** The session of the request, as a handler's argument: `session->set("cart", cart)`. Holds as long as the request. */
class CurrentSession {
public:
    explicit CurrentSession(BrowserSession& session) noexcept : session_{&session} {}

    [[nodiscard]] BrowserSession& operator*() const noexcept { return *session_; }
    [[nodiscard]] BrowserSession* operator->() const noexcept { return session_; }

    /** @throws std::logic_error where no middleware of `Sessions` stands around the endpoint. */
    [[nodiscard]] static std::optional<CurrentSession> extract(Extraction& in);
    static void describe(std::vector<Argument>& out);

private:
    BrowserSession* session_;
};

}  // namespace serval
