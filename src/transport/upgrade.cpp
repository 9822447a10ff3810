#include "transport/upgrade.hpp"

#include <algorithm>
#include <cstring>

namespace serval::detail {

Upgrade::Upgrade(Legacy legacy, LoopContext& context) noexcept
    : context_{context},
      wire_{std::move(legacy.wire)},
      ticket_{std::move(legacy.ticket)},
      unread_{std::move(legacy.unread)},
      protocol_{std::move(legacy.protocol)},
      idle_deadline_{context.limits().idle_deadline},
      active_at_{context.now()},
      waits_to_read_{legacy.reading} {
    wire_->set_user(*this);
}

void Upgrade::start() {
    tell([this] { protocol_->begin(*this); });
    if (context_.is_stopping()) stop();
}

template <class Call>
void Upgrade::tell(Call call) noexcept {
    if (left_) return;
    try {
        call();
    } catch (...) {
        close(Close::abrupt);
    }
}

UpgradedConnection::Moved Upgrade::read(std::span<char> room) {
    if (phase_ != Phase::open) return {State::failed};
    if (unread_.empty()) return account(wire_->read(room));
    const std::size_t count = std::min(room.size(), unread_.size());
    std::memcpy(room.data(), unread_.data(), count);
    unread_.erase(0, count);
    if (unread_.empty()) std::string{}.swap(unread_);
    return {State::some, count};
}

UpgradedConnection::Moved Upgrade::write(std::string_view octets) {
    if (phase_ != Phase::open) return {State::failed};
    return account(wire_->write(octets));
}

UpgradedConnection::Moved Upgrade::account(Wire::Moved moved) noexcept {
    switch (moved.state) {
        case Wire::State::some: active_at_ = context_.now(); return {State::some, moved.count};
        case Wire::State::later: return {State::later};
        case Wire::State::ended: peer_ended_ = true; return {State::ended};
        case Wire::State::failed: break;
    }
    end(Wire::Close::abrupt);
    return {State::failed};
}

void Upgrade::await_readable() {
    wants_to_read_ = true;
    if (phase_ == Phase::open && unread_.empty()) {
        if (!std::exchange(waits_to_read_, true)) wire_->await_readable();
    } else if (!std::exchange(posted_, true)) {
        context_.loop().post([this] {
            posted_ = false;
            tell_readable();
        });
    }
}

void Upgrade::await_writable() {
    if (!std::exchange(wants_to_write_, true)) stalled_at_ = context_.now();
    if (!std::exchange(waits_to_write_, true)) wire_->await_writable();   // of a closed one it comes at once
}

void Upgrade::readable() noexcept {
    waits_to_read_ = false;
    if (phase_ == Phase::lingering) return drain();
    tell_readable();
}

void Upgrade::tell_readable() noexcept {
    if (std::exchange(wants_to_read_, false)) tell([this] { protocol_->readable(); });
}

void Upgrade::writable() noexcept {
    waits_to_write_ = false;
    if (std::exchange(wants_to_write_, false)) tell([this] { protocol_->writable(); });
}

void Upgrade::end_sending() noexcept {
    if (phase_ == Phase::open) wire_->end_sending();
}

void Upgrade::close(Close how) noexcept {
    left_ = true;
    if (phase_ != Phase::open) return;
    if (how == Close::abrupt) return end(Wire::Close::abrupt);
    if (peer_ended_) return end(Wire::Close::orderly);
    // Closing with octets unread would reset the connection, and the peer might lose what was written last.
    wire_->end_sending();
    phase_ = Phase::lingering;
    active_at_ = context_.now();
    unread_.clear();
    watch_for_hang_up();
}

void Upgrade::watch_for_hang_up() noexcept {
    try {
        if (!std::exchange(waits_to_read_, true)) wire_->await_readable();
    } catch (...) {
        waits_to_read_ = false;
        end(Wire::Close::abrupt);
    }
}

void Upgrade::drain() noexcept {
    const Wire::Moved moved = wire_->read(context_.scratch());
    if (moved.state == Wire::State::ended || moved.state == Wire::State::failed) return end(Wire::Close::orderly);
    watch_for_hang_up();
}

void Upgrade::end(Wire::Close how) noexcept {
    if (phase_ == Phase::closed) return;
    phase_ = Phase::closed;
    wire_->close(how);
    ticket_.release();
}

void Upgrade::sweep() {
    const auto since = [now = context_.now()](std::int64_t then) { return std::chrono::milliseconds{now - then}; };
    const Limits& limits = context_.limits();
    switch (phase_) {
        case Phase::open:
            if (wants_to_write_ && since(stalled_at_) >= limits.write_stall) return cut(Wire::Close::abrupt);
            if (since(active_at_) >= idle_deadline_) cut(Wire::Close::orderly);
            return;
        case Phase::lingering:
            if (since(active_at_) >= limits.linger) end(Wire::Close::orderly);
            return;
        case Phase::closed: return;
    }
}

void Upgrade::stop() {
    tell([this] { protocol_->stop(); });
}

void Upgrade::cut(Wire::Close how) noexcept {
    end(how);
    if (!left_) protocol_->cut();
}

}  // namespace serval::detail
