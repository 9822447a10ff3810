#pragma once

#include <chrono>
#include <cstddef>
#include <memory>

#include <serval/middleware/middleware.hpp>

namespace serval {

/** Answer so many requests at once, and no more: `group.use(concurrency_limit(64))`.

    One more is answered with 503 and Retry-After, before method, authentication and all that follow. Counted are the requests of the
    level that it stands at, app, group or endpoint, from here until their answer has been made, and until the last of it has been
    taken where it is streamed. Of several levels that use one object, all count together. Exact, and thread-safe without a lock.

    @param retry_after  When a refused client is told to come again.
*/
[[nodiscard]] std::shared_ptr<Middleware> concurrency_limit(std::size_t most, std::chrono::seconds retry_after = std::chrono::seconds{1});

}  // namespace serval
