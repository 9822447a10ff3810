#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include <serval/http/request.hpp>
#include <serval/http/response.hpp>
#include <serval/http/upgrade.hpp>
#include <serval/tasks/cancellation.hpp>

namespace serval {

class Loop;
struct Problem;

/** Told once when content that was asked for is there, or will not come. Called on the home loop. */
class BodyWaiter {
public:
    virtual void body_arrived() = 0;
    virtual void body_failed(Problem problem) = 0;

protected:
    ~BodyWaiter() = default;
};

/** One request and its response on their way through the server: all that the pipeline and whoever carries
    the bytes (the transport, the test client) know of each other.

    Everything here happens on the exchange's home loop. Objects are used again for the next request.
*/
class Exchange {
public:
    /** What the service keeps with an exchange from one request to the next. */
    struct State {
        virtual ~State() = default;
        /** What names the request to whoever asks why it does not end: text that outlives the server. */
        [[nodiscard]] virtual std::string_view origin() const noexcept { return "a service"; }
    };

    Request request;
    Response response;
    Cancellation cancellation;      // asked for when the client is gone, time is out, or the server stops
    std::unique_ptr<State> state;   // the service's own
    std::unique_ptr<UpgradedProtocol> upgrade;   // takes the connection over with a response that is a 101; dropped with any other

    virtual ~Exchange() = default;

    [[nodiscard]] virtual Loop& loop() noexcept = 0;

    /** The response is complete and may be written. Called exactly once for each request, as the last that is done with it:
        before this returns, the exchange may hold the next request and be served again. */
    virtual void finish() = 0;

    /** Whether all content is in `request.body()` (or there is none), so that nobody has to wait. It is then within the
        server's limit; an endpoint with a smaller one compares the size itself. */
    [[nodiscard]] virtual bool has_whole_body() const noexcept = 0;
    /** Have all content put into `request.body()`; more than `limit` octets fail with 413. Sends 100 Continue where it is expected.
        `waiter` may be told before this returns. */
    virtual void await_body(std::size_t limit, BodyWaiter& waiter) = 0;
    /** Have the next piece put into `request.body()` in the place of the last one; an empty piece is the end.
        `waiter` may be told before this returns. */
    virtual void await_piece(BodyWaiter& waiter) = 0;

    /** Whether the client asks for an upgrade that can be granted (RFC 9110 §7.8): over HTTP/1.1, with `Connection: upgrade`
        and an `Upgrade` field, which names the protocols it offers, and with all content here. A service that grants it sets `upgrade`,
        answers 101 with the protocol's name in `Upgrade`, and finishes. A 101 that nobody asked for is sent as a 500.
    */
    [[nodiscard]] virtual bool may_upgrade() const = 0;
};

/** Whoever answers requests: the pipeline behind a server or a test client. */
class Service {
public:
    virtual ~Service() = default;

    /** Answer `exchange`, whose head is complete, now or later. Thread-safe: every loop calls it. Throws nothing. */
    virtual void serve(Exchange& exchange) noexcept = 0;
};

}  // namespace serval
