#pragma once

#include <array>
#include <cstdint>
#include <span>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/basic_stream_descriptor.hpp>

#include <sys/epoll.h>

#include "transport/wire.hpp"

namespace serval::detail {

class Watch;

/** Finds out which of a loop's wires can go on. An epoll of its own, which the loop's io_context waits for as for one descriptor:
    the io_context itself would spend a system call on every wait of every connection.

    Each descriptor is added once, and told of edge by edge. On the loop's thread only.
*/
class Readiness {
public:
    /** @throws std::system_error when the system has no descriptor left. */
    explicit Readiness(const boost::asio::io_context::executor_type& executor);
    ~Readiness();
    Readiness(const Readiness&) = delete;
    Readiness& operator=(const Readiness&) = delete;

    /** Take part in the loop, from now on or again after an exception. */
    void start();

private:
    friend class Watch;

    void add(int descriptor, Watch& watch);
    void remove(int descriptor, Watch& watch) noexcept;
    /** Call who has to be called, soon and not from here. Needs no memory, so that what closes can rely on it. */
    void call_soon(Watch& watch) noexcept;

    /** It is about to be no more. */
    void forget(Watch& watch) noexcept;

    void take_turn();
    void call_those_due();
    void wake() noexcept;

    boost::asio::posix::basic_stream_descriptor<boost::asio::io_context::executor_type> poller_;
    int waker_;                                    // written to when somebody is to be called without an edge
    std::array<epoll_event, 128> events_;
    std::span<epoll_event> batch_;                 // of `events_`, while they are told
    Watch* due_ = nullptr;
    Watch* calling_ = nullptr;                     // those of them whose turn it is
    bool waiting_ = false;
    bool in_turn_ = false;
};

/** What one wire waits for: the edges of its descriptor, remembered until a try has shown that there is nothing to have any more. */
class Watch {
public:
    enum class Side : std::uint8_t { none, input, output };

    Watch(Readiness& readiness, int descriptor, WireUser*& user) noexcept : readiness_{readiness}, descriptor_{descriptor}, user_{user} {}
    ~Watch();
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    /** Have `readable` called once, when `side` is ready; at once where it is. */
    void await_readable(Side side);
    /** Have `writable` called once, likewise. */
    void await_writable(Side side);
    /** Have `readable` called once, soon, whatever the descriptor says. */
    void call_readable() noexcept;

    /** There is nothing to have on `side` till its next edge. */
    void exhausted(Side side) noexcept;
    /** As much came or went as there was: the same, unless the peer has hung up, for which there would be no edge any more. */
    void cut_short(Side side) noexcept {
        if (!hung_up_) exhausted(side);
    }

    /** The descriptor is about to be closed: whoever waits is called, soon. */
    void end() noexcept;

private:
    friend class Readiness;

    void add_once();
    void call_if_ready() noexcept;
    void take_edges(std::uint32_t events) noexcept;
    void call() noexcept;
    [[nodiscard]] bool is_ready(Side side) const noexcept;

    Readiness& readiness_;
    int descriptor_;
    WireUser*& user_;
    Watch* next_due_ = nullptr;
    Side readable_waits_for_ = Side::none;
    Side writable_waits_for_ = Side::none;
    bool input_ready_ = false;
    bool output_ready_ = false;
    bool hung_up_ = false;
    bool added_ = false;
    bool is_due_ = false;
    bool owes_readable_ = false;
    bool ended_ = false;
};

}  // namespace serval::detail
