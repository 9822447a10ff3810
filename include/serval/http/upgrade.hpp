#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace serval {

class Loop;

/** The octets of a connection that has left HTTP, plain or over TLS: tried first, waited for only when there is nothing to have.

    It lives as long as the protocol that has it. Everything here happens on the home loop. Nothing is buffered: what is read
    stays with the protocol, what is not taken is written again later, and a peer that takes nothing holds up nobody else.
*/
class UpgradedConnection {
public:
    enum class State : std::uint8_t { some, later, ended, failed };
    struct Moved {
        State state;
        std::size_t count = 0;   // octets, when there were some
    };
    enum class Close : std::uint8_t { orderly, abrupt };

    virtual ~UpgradedConnection() = default;

    [[nodiscard]] virtual Loop& loop() noexcept = 0;

    /** Read what is there into `room`, beginning with what came right behind the request; `ended` when the peer sends no more. */
    [[nodiscard]] virtual Moved read(std::span<char> room) = 0;
    /** Write as much of `octets` as is taken now. */
    [[nodiscard]] virtual Moved write(std::string_view octets) = 0;

    /** Have the protocol's `readable` called once, never inside this call. */
    virtual void await_readable() = 0;
    /** Have its `writable` called once, likewise. A peer that takes nothing for `limits.write_stall` meanwhile is cut off. */
    virtual void await_writable() = 0;

    /** Close what has neither sent nor taken an octet for so long; at first `limits.idle_deadline`. Kept as coarsely as every limit. */
    virtual void set_idle_deadline(std::chrono::milliseconds deadline) noexcept = 0;

    /** Tell the peer that no more will be sent; reading goes on. */
    virtual void end_sending() noexcept = 0;
    /** The last that the protocol does with its connection: it is destroyed soon after, not inside this call.
        `orderly` lets the peer take what was written (RFC 9112 §9.6); `abrupt` lets it know that something is missing.
    */
    virtual void close(Close how) noexcept = 0;
};

/** What a service speaks on a connection in the place of HTTP, once it has answered 101 (RFC 9110 §7.8).

    Called on the home loop, by one caller at a time. An exception cuts the connection, as if `close` had been called.
    It lives until it has closed its connection, and is destroyed at the latest with the server; what it started has to end first.
*/
class UpgradedProtocol {
public:
    virtual ~UpgradedProtocol() = default;

    /** The 101 is sent. May be called before `Exchange::finish` returns; the request is gone by then. */
    virtual void begin(UpgradedConnection& connection) = 0;
    /** A read may be tried: octets are there, or the end, or a failure. */
    virtual void readable() = 0;
    /** A write may be tried. */
    virtual void writable() = 0;
    /** The server stops: come to an end by the protocol's own means. What lasts longer than the server's grace is cut. */
    virtual void stop() = 0;
    /** The connection is cut: by a deadline, or because the server ends. Reads and writes fail from now on. Give up what
        goes on for it, and then call `close`.
    */
    virtual void cut() noexcept = 0;
};

}  // namespace serval
