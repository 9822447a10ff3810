#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include <serval/http/cookie.hpp>
#include <serval/middleware/middleware.hpp>
#include <serval/store/shared_store.hpp>
#include <serval/tasks/task.hpp>
#include <serval/tasks/time_source.hpp>

namespace serval {

struct SessionOptions {
    /** With the prefix `__Host-` no other host can set it, nor anybody on the way. */
    std::string cookie = "__Host-sessionid";
    /** Whether the cookie is sent over secure connections alone; `__Host-` demands it. */
    bool secure = true;
    SameSite same_site = SameSite::lax;
    /** How long a session lasts that nobody uses. One in use is renewed when half of that has passed. */
    std::chrono::seconds life{14 * 24 * 60 * 60};
    std::shared_ptr<const TimeSource> clock = std::make_shared<SystemTime>();
};

/** Sessions of browsers, in a store, known by a random key in a cookie that no script can read; the store has but the key's digest.

    @code
    auto& sessions = app.own(Sessions{store});
    app.use(csrf({.only_with = {sessions.cookie()}})).use(sessions.middleware());
    app.authenticate(SessionAuth{sessions});
    @endcode
    What a handler changed is kept unless its answer is a server error. A key that the store does not know is never taken over. A session with nothing in it is not kept, and its cookie is taken back. A browser sends its cookies also
    with requests that other sites cause: put `csrf` beside it. While the store is out of reach, requests with a session's cookie are answered with 503.

    A value that is cheap to copy: copies share everything. Thread-safe.
*/
class Sessions {
public:
    /** @throws std::invalid_argument without a store or a clock, for a cookie that browsers would drop, or when sessions would last for no time at all. */
    explicit Sessions(std::shared_ptr<SharedStore> store, SessionOptions options = {});

    /** Finds the session of each request, and keeps what was changed. */
    [[nodiscard]] std::shared_ptr<CoroutineMiddleware> middleware() const;
    /** The cookie's name. */
    [[nodiscard]] const std::string& cookie() const noexcept;
    /** Log a user out everywhere: all sessions end in which they logged in by now. Machines that share a store tell the time by their own clocks: a log-in on
        one of them within their difference may be ended as well. Fails with `StoreError`.
    */
    [[nodiscard]] Task<void> end_all(std::string_view user_id) const;

private:
    std::shared_ptr<const class SessionKeeper> keeper_;
};

}  // namespace serval
