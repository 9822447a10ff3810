#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <serval/tasks/task.hpp>

namespace serval {

class Request;

/** How many requests in which time: "100/day", "5/10s", or typed. */
struct Rate {
    std::uint64_t requests = 1;
    std::chrono::seconds period{1};

    /** @throws std::invalid_argument unless there is at least one request, in 1 second to 366 days. */
    Rate(std::uint64_t requests_, std::chrono::seconds period_);
    /** `N/period`; the period is a unit (s, sec, second, m, min, minute, h, hour, d, day) with an optional count before it.
        @throws std::invalid_argument with what would have been right.
    */
    Rate(std::string_view text);
    Rate(const char* text) : Rate{std::string_view{text}} {}

    [[nodiscard]] std::string text() const;
};

/** Decide whether a client may make one more request now.

    Runs after permissions and before validation: a request refused for who asks spends nothing, one with wrong
    input does. All throttles of an endpoint are asked, also after one refused; the longest wait is sent as
    `Retry-After` (RFC 9110 §10.2.3). Thread-safe.
*/
class Throttle {
public:
    using Time = std::chrono::system_clock::time_point;

    virtual ~Throttle() = default;

    /** @param now  The app's time, passed in so that tests need no sleeping.
        @return     Nothing when admitted; otherwise the delay, in whole seconds rounded up.
    */
    [[nodiscard]] virtual Task<std::optional<std::chrono::seconds>> admit(const Request& request, Time now) = 0;

    /** What `routes` and the documentation call it: "anonymous 100/day". */
    [[nodiscard]] virtual std::string name() const = 0;
    /** Whether it counts users, so that it is a mistake where nobody finds out who asks. */
    [[nodiscard]] virtual bool needs_user() const noexcept { return false; }
};

/** A throttle as policies hold it; endpoints that hold the same share its allowances. */
using ThrottlePtr = std::shared_ptr<Throttle>;

namespace throttle {

/** Limits those whom nobody knows, by address; leaves users alone. */
[[nodiscard]] ThrottlePtr anonymous(Rate rate);
/** Limits each user by id, and whom nobody knows by address. */
[[nodiscard]] ThrottlePtr user(Rate rate);

}  // namespace throttle
}  // namespace serval
