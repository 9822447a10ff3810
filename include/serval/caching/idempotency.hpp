#pragma once

#include <chrono>
#include <cstddef>

namespace serval {

/** How POST and PATCH are made safe to repeat: `.idempotent({.is_required = true})` (draft-ietf-httpapi-idempotency-key-header-07).

    A request names itself by `Idempotency-Key`. The first one of a key runs, and its answer is kept in the app's store; a repeat with the
    same payload is given that answer and runs nothing. While the first one runs a repeat is answered 409; one with another payload, 422.
    Keys of one user, and of one endpoint, have nothing to do with those of others.

    An answer of 500 and up is not kept: the request may be repeated. Input that is refused before the handler is never kept.
*/
struct Idempotency {
    std::chrono::seconds ttl{std::chrono::hours{24}};      // for how long an answer is replayed
    std::chrono::seconds running{std::chrono::minutes{5}}; // longer than a request may take: should the process die, its key is free by then
    bool is_required = false;                              // a request without a key is a 400
    bool fails_open = false;                               // where the store fails, requests run without it; otherwise they are a 503
    std::size_t answer_octets = 256 * 1024;                // an answer that is larger is not kept: its repeats are a 409
};

}  // namespace serval
