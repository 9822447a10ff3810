#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace serval {

/** What a server lets its clients use up. Whoever asks for more is refused with the status named, or cut off.

    Deadlines are kept by a sweep that is coarse on purpose: they are never early and at most half a second late.
*/
struct Limits {
    std::size_t head_octets = 16 * 1024;       // request line and header fields together: 431
    std::size_t header_fields = 100;           // 431
    std::size_t target_octets = 8 * 1024;      // 414
    std::size_t body_octets = 1024 * 1024;     // content, where its endpoint sets no limit of its own: 413
    std::size_t pipelined_requests = 32;       // answered before their answers must have been taken by the client
    std::size_t drained_octets = 64 * 1024;    // unread content that is taken in to keep a connection; with more it closes

    std::chrono::milliseconds head_deadline = std::chrono::seconds{10};    // from the first octet to the end of the head: 408
    std::chrono::milliseconds idle_deadline = std::chrono::seconds{60};    // without a request
    std::chrono::milliseconds write_stall = std::chrono::seconds{30};      // a client that takes nothing of its answer
    std::chrono::milliseconds content_grace = std::chrono::seconds{10};    // how far content may fall behind the rate below: 408
    std::uint32_t content_octets_per_second = 500;                         // at the least
    std::chrono::milliseconds content_deadline = std::chrono::minutes{10}; // all that a request's content may be waited for: 408
    std::chrono::milliseconds linger = std::chrono::seconds{2};            // for the client to hang up after the last answer

    std::size_t connections = 10'000;          // in all: 503
    std::size_t connections_per_address = 0;   // 503; 0 stands for no limit
};

}  // namespace serval
