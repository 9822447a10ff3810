#include "transport/http1_connection.hpp"

#include <algorithm>

namespace serval::detail {
namespace {

constexpr std::size_t gathered_octets = 64 * 1024;   // with more than this, output leaves before more is made
constexpr std::size_t read_ahead = 64 * 1024;        // what a client may send while its last request is answered

}  // namespace

Http1Connection::Http1Connection(std::unique_ptr<Wire> wire, Connection ends, Admission::Ticket ticket, LoopContext& context)
    : context_{context}, wire_{std::move(wire)}, ends_{std::move(ends)}, ticket_{std::move(ticket)} {
    wire_->set_user(*this);
}

Http1Connection::~Http1Connection() = default;

void Http1Connection::start() { settle(); }

template <class Work>
void Http1Connection::guarded(Work work) noexcept {
    try {
        work();
    } catch (...) {
        cut();   // out of memory, or a content source that failed: the client must not take what it has for the whole
    }
}

void Http1Connection::pump_guarded() noexcept {
    guarded([this] { pump(); });
}

void Http1Connection::readable() noexcept {
    reading_ = false;
    guarded([this] { take_input(); });
}

void Http1Connection::writable() noexcept {
    writing_ = false;
    pump_guarded();
}

void Http1Connection::content_ready() {
    stream_ready_ = true;
    pump_guarded();
}

void Http1Connection::take_input() {
    if (phase_ == Phase::closed) return;
    const Wire::Moved moved = wire_->read(context_.scratch());
    if (moved.state == Wire::State::failed) return cut();
    if (moved.state == Wire::State::ended) input_ended_ = true;
    if (moved.state == Wire::State::some && phase_ < Phase::closing) input_.receive({context_.scratch().data(), moved.count});
    pump();
}

void Http1Connection::pump() {
    if (pumping_ || phase_ == Phase::closed) return;   // called from within a step: the loop below goes on by itself
    pumping_ = true;
    pulls_ = 0;
    while (may_gather_more() && step()) {}
    pumping_ = false;
    if (phase_ == Phase::closed) return;
    static_cast<void>(flush());
    if (phase_ != Phase::closed) settle();
    input_.keep();
}

bool Http1Connection::may_gather_more() {
    if (gathered_ < context_.limits().pipelined_requests && output_.size() < gathered_octets) return true;
    return flush();
}

bool Http1Connection::step() {
    switch (phase_) {
        case Phase::head: return read_head();
        case Phase::serving:
            if (!finished_) return waiter_ != nullptr && feed_waiter();
            respond();
            return true;
        case Phase::streaming: return stream();
        case Phase::discarding: return discard();
        case Phase::switching:
            if (flush()) switch_protocol();
            return false;
        case Phase::upgraded:
        case Phase::closing:
        case Phase::lingering:
        case Phase::closed: break;
    }
    return false;
}

bool Http1Connection::flush() {
    if (writing_) return false;   // not tried again in the same turn: whoever saw no room would go on waiting for it
    while (output_at_ < output_.size()) {
        const Wire::Moved moved = wire_->write(std::string_view{output_}.substr(output_at_));
        if (moved.state == Wire::State::later) {
            wire_->await_writable();
            writing_ = true;
            return false;
        }
        if (moved.state != Wire::State::some) return cut(), false;
        output_at_ += moved.count;
        if (timing_ == Timing::write) timing_ = Timing::none;
    }
    output_.clear();
    output_at_ = 0;
    gathered_ = 0;
    return true;
}

void Http1Connection::settle() {
    if (!output_.empty()) return time(Timing::write);
    switch (phase_) {
        case Phase::head: return settle_between_requests();
        case Phase::serving:
            if (waiter_ == nullptr) return listen_for_hang_up();
            time(Timing::content);
            return await_input();
        case Phase::streaming: return listen_for_hang_up();
        case Phase::switching:
        case Phase::upgraded: return;
        case Phase::discarding:
            if (input_ended_) return close(Wire::Close::orderly);
            time(Timing::content);
            return await_input();
        case Phase::closing:
        case Phase::lingering: return linger();
        case Phase::closed: return;
    }
}

void Http1Connection::settle_between_requests() {
    if (input_ended_) return close(Wire::Close::orderly);
    if (!input_.unread().empty()) {
        time(Timing::head);
        return await_input();
    }
    if (context_.is_stopping() && has_served_) return linger();
    time(Timing::idle);
    rest();
    await_input();
}

void Http1Connection::await_input() {
    if (reading_) return;
    wire_->await_readable();
    reading_ = true;
}

void Http1Connection::listen_for_hang_up() {
    time(Timing::none);
    // A client that has ended its sending may still wait for the answer: that it is gone shows when it is written.
    if (!input_ended_ && input_.unread().size() < read_ahead) await_input();
}

void Http1Connection::linger() {
    // Closing with octets unread would reset the connection, and the client might lose the answer (RFC 9112 §9.6).
    if (phase_ != Phase::lingering) wire_->end_sending();
    phase_ = Phase::lingering;
    input_.clear();
    if (input_ended_) return close(Wire::Close::orderly);
    time(Timing::linger);
    await_input();
}

void Http1Connection::rest() {
    if (exchange_ == nullptr) return;
    context_.give_back(std::move(exchange_));
    context_.give_back(std::exchange(output_, {}));
}

void Http1Connection::close(Wire::Close how) noexcept {
    if (phase_ == Phase::closed) return;
    phase_ = Phase::closed;
    time(Timing::none);
    wire_->close(how);
    ticket_.release();
    if (stream_ != nullptr) stream_->abandon();
    if (!is_streaming()) stream_.reset();
    output_ = {};
    if (!running_) return;
    exchange_->cancellation.request();
    if (waiter_ != nullptr) fail_waiter(Problem{Status::bad_request, "The client is gone."});
}

void Http1Connection::cut() noexcept {
    if (upgrade_ != nullptr) return upgrade_->cut();
    close(Wire::Close::abrupt);
}

bool Http1Connection::is_over() const noexcept {
    if (upgrade_ != nullptr) return upgrade_->is_over();
    return phase_ == Phase::closed && !reading_ && !writing_ && !running_ && !yielding_ && !is_streaming();
}

bool Http1Connection::is_streaming() const noexcept { return stream_ != nullptr && !stream_->is_at_rest(); }

std::string_view Http1Connection::unfinished() const noexcept {
    if (!running_ && !is_streaming()) return {};
    return exchange_->state != nullptr ? exchange_->state->origin() : std::string_view{"a service"};
}

void Http1Connection::sweep() {
    if (upgrade_ != nullptr) {
        rest();
        return upgrade_->sweep();
    }
    if (context_.now() >= deadline_) guarded([this] { expire(); });
}

void Http1Connection::stop() {
    if (upgrade_ != nullptr) return upgrade_->stop();
    if (stream_ != nullptr) stream_->stop();
    keep_alive_ = false;
    if (phase_ != Phase::head) return;
    timing_ = Timing::none;
    guarded([this] { take_input(); });   // what has arrived by now is answered
}

void Http1Connection::expire() {
    switch (timing_) {
        case Timing::head:
            refuse({Status::request_timeout, "The request's head took too long."});
            return pump();
        case Timing::content:
            if (waiter_ == nullptr) return close(Wire::Close::orderly);
            keep_alive_ = false;
            fail_waiter(Problem{Status::request_timeout, "The request's content took too long."});
            return pump();
        case Timing::write: return cut();
        case Timing::none:
        case Timing::idle:
        case Timing::linger: return close(Wire::Close::orderly);
    }
}

void Http1Connection::time(Timing timing) {
    if (timing == timing_) return;
    timing_ = timing;
    waiting_since_ = context_.now();
    deadline_ = timing == Timing::none ? never : waiting_since_ + allowed(timing).count();
}

std::chrono::milliseconds Http1Connection::allowed(Timing timing) const noexcept {
    const Limits& limits = context_.limits();
    switch (timing) {
        case Timing::idle: return context_.is_stopping() ? limits.linger : limits.idle_deadline;
        case Timing::head: return limits.head_deadline;
        case Timing::content: return std::min(content_allowance_, content_patience_);
        case Timing::write: return limits.write_stall;
        case Timing::linger: return limits.linger;
        case Timing::none: break;
    }
    return {};
}

}  // namespace serval::detail
