#pragma once

#include <cstddef>
#include <memory>

#include <serval/http/request.hpp>
#include <serval/http/response.hpp>
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
    };

    Request request;
    Response response;
    Cancellation cancellation;      // asked for when the client is gone, time is out, or the server stops
    std::unique_ptr<State> state;   // the service's own

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
};

/** Whoever answers requests: the pipeline behind a server or a test client. */
class Service {
public:
    virtual ~Service() = default;

    /** Answer `exchange`, whose head is complete, now or later. Thread-safe: every loop calls it. Throws nothing. */
    virtual void serve(Exchange& exchange) noexcept = 0;
};

}  // namespace serval
