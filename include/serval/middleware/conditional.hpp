#pragma once

#include <memory>

#include <serval/middleware/middleware.hpp>

namespace serval {

/** Spare clients what they have: `app.use(conditional())`.

    A whole 200 answer to GET or HEAD gets an ETag, made of its content, unless it has one; a handler's own ETag and Last-Modified are taken as they
    are, of streamed answers too. A client that names them in If-None-Match or If-Modified-Since is answered with 304 (RFC 9110 §15.4.5), which has
    the fields and no content; If-Match and If-Unmodified-Since that do not hold are a 412. The handler has run by then: what is spared is the way.
    For changes that must not be lost, handlers take `Preconditions`.
*/
[[nodiscard]] std::shared_ptr<Middleware> conditional();

}  // namespace serval
