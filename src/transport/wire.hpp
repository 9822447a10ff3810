#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace serval::detail {

/** Told when a wire that had to wait may be tried again, or has failed. Called on the home loop, never inside a call to the wire. */
class WireUser {
public:
    virtual void readable() noexcept = 0;
    virtual void writable() noexcept = 0;

protected:
    ~WireUser() = default;
};

/** A connection's octets, plain or over TLS: tried first, waited for only when there is nothing to have.

    No buffer is held while waiting, so that an idle connection costs none.
*/
class Wire {
public:
    enum class State : std::uint8_t { some, later, ended, failed };
    struct Moved {
        State state;
        std::size_t count = 0;
    };

    virtual ~Wire() = default;

    /** Whom to tell; set before anything is awaited. */
    void set_user(WireUser& user) noexcept { user_ = &user; }

    /** Read what is there into `room`; `ended` when the peer sends no more. */
    [[nodiscard]] virtual Moved read(std::span<char> room) = 0;
    /** Write as much of `octets` as is taken now. */
    [[nodiscard]] virtual Moved write(std::string_view octets) = 0;

    /** Have `readable` called once, also when the wire is closed meanwhile: till then its user lives on. One wait at a time. */
    virtual void await_readable() = 0;
    /** Have `writable` called once, likewise. */
    virtual void await_writable() = 0;

    /** Tell the peer that no more will be sent; reading goes on. */
    virtual void end_sending() noexcept = 0;
    enum class Close : std::uint8_t { orderly, abrupt };
    /** Close. `abrupt` lets the peer know that something is missing (a reset). */
    virtual void close(Close how) noexcept = 0;

protected:
    WireUser* user_ = nullptr;
};

}  // namespace serval::detail
