#pragma once

#include <chrono>
#include <memory>

#include <serval/middleware/middleware.hpp>

namespace serval {

/** Give everything inside no longer than `limit`: `group.use(timeout(2s))`.

    When time is up, the cancellation of what runs is asked for: what it awaits throws `Cancelled`, and the client is answered with 503
    and Retry-After. What gives an answer after all, late, is heard: it has done its work, and a 503 would have the client ask for it
    again. That is so of every handler that does not wait, on its loop or `.blocking()` on a worker: nobody can interrupt it.
    Middlewares around this one are not cancelled. Waiting for the request's content counts; sending the answer does not.
*/
[[nodiscard]] std::shared_ptr<CoroutineMiddleware> timeout(std::chrono::steady_clock::duration limit);

}  // namespace serval
