#pragma once

#include <memory>
#include <string>
#include <vector>

#include <serval/throttling/charges.hpp>

namespace serval {

class Request;

/** Says what a request counts against: how often who may ask.

    Runs after permissions and before validation: a request refused for who asks spends nothing, one with wrong
    input does. All throttles of an endpoint are asked, and the app's store decides on everything that they say at once: a request
    that one of them refuses is counted by none. It is answered 429, with the longest wait as `Retry-After` (RFC 9110 §10.2.3).

    `throttle::user("100/min")` and its like are what most need; a class of one's own may have a rate for each user, or refuse
    for reasons of its own. Thread-safe.
*/
class Throttle {
public:
    virtual ~Throttle() = default;

    /** Add what `request` counts against; nothing, when it is free. Does not wait for anything. */
    virtual void charge(const Request& request, Charges& charges) const = 0;

    /** What `routes` and the RateLimit fields call it: "anonymous 100/86400s". Those of one endpoint have different names. */
    [[nodiscard]] virtual std::string name() const = 0;
    /** With which others of the same name it counts together, wherever they are said. Empty: with whatever is within the level
        that it is said at, the app, a group, a controller or an endpoint.
    */
    [[nodiscard]] virtual std::string scope() const { return {}; }
    /** Whether it counts users, so that it is a mistake where nobody finds out who asks. */
    [[nodiscard]] virtual bool needs_user() const noexcept { return false; }
    /** Whether requests go through uncounted when the store fails. Otherwise they are answered 503. */
    [[nodiscard]] virtual bool fails_open() const noexcept { return false; }
    /** What is wrong with it; told when the app is built. */
    [[nodiscard]] virtual std::vector<std::string> mistakes() const { return {}; }
};

/** A throttle as policies hold it. */
using ThrottlePtr = std::shared_ptr<Throttle>;

}  // namespace serval
