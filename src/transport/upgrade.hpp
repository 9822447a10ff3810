#pragma once

#include <memory>
#include <string>

#include <serval/http/upgrade.hpp>

#include "transport/admission.hpp"
#include "transport/loop_context.hpp"
#include "transport/wire.hpp"

namespace serval::detail {

/** A connection after its 101: it has taken over wire, place and unread octets, and keeps them for the protocol that speaks on it. */
class Upgrade final : public UpgradedConnection, WireUser {
public:
    /** What an HTTP connection leaves behind. It is taken from where it is, so that nothing is lost when memory is. */
    struct Legacy {
        std::unique_ptr<Wire>& wire;
        Admission::Ticket& ticket;
        std::unique_ptr<UpgradedProtocol>& protocol;
        std::string unread;
        bool reading;   // a wait is under way
    };

    Upgrade(Legacy legacy, LoopContext& context) noexcept;

    void start();
    /** Do what deadlines ask for; called by the loop's sweep. */
    void sweep();
    /** Have the protocol end by its own means. */
    void stop();
    /** Close at once, and tell the protocol. */
    void cut() noexcept { cut(Wire::Close::abrupt); }
    /** Whether the protocol has closed, everything is sent, and nobody will call it again. */
    [[nodiscard]] bool is_over() const noexcept { return phase_ == Phase::closed && left_ && !waits_to_read_ && !waits_to_write_ && !posted_; }

    Loop& loop() noexcept override { return context_.loop(); }
    [[nodiscard]] Moved read(std::span<char> room) override;
    [[nodiscard]] Moved write(std::string_view octets) override;
    void await_readable() override;
    void await_writable() override;
    void set_idle_deadline(std::chrono::milliseconds deadline) noexcept override { idle_deadline_ = deadline; }
    void end_sending() noexcept override;
    void close(Close how) noexcept override;

private:
    enum class Phase : std::uint8_t {
        open,
        lingering,   // the protocol has left; the peer is given time to take what was written and to hang up
        closed,
    };

    void readable() noexcept override;
    void writable() noexcept override;

    template <class Call>
    void tell(Call call) noexcept;
    [[nodiscard]] Moved account(Wire::Moved moved) noexcept;
    void tell_readable() noexcept;
    void watch_for_hang_up() noexcept;
    void drain() noexcept;
    void cut(Wire::Close how) noexcept;
    void end(Wire::Close how) noexcept;

    LoopContext& context_;
    std::unique_ptr<Wire> wire_;
    Admission::Ticket ticket_;
    std::string unread_;
    std::unique_ptr<UpgradedProtocol> protocol_;
    std::chrono::milliseconds idle_deadline_;
    std::int64_t active_at_;            // when an octet came or went
    std::int64_t stalled_at_ = 0;       // since when a write waits
    Phase phase_ = Phase::open;
    bool left_ = false;                 // the protocol has called `close`
    bool wants_to_read_ = false;        // the protocol waits
    bool wants_to_write_ = false;
    bool waits_to_read_;                // the wire does
    bool waits_to_write_ = false;
    bool posted_ = false;
    bool peer_ended_ = false;
};

}  // namespace serval::detail
