// The part of a connection that deals with one request and its response.
#include "transport/http1_connection.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

namespace serval::detail {
namespace {

constexpr unsigned pulls_in_a_turn = 8;   // a client that takes content as fast as it is made must not have the loop for itself

}  // namespace

bool Http1Connection::read_head() {
    if (input_.unread().empty()) return false;
    if (exchange_ == nullptr) {
        exchange_ = context_.take_exchange();
        exchange_->set_carrier(*this);
        output_ = context_.take_buffer();
    }
    switch (exchange_->head.read(input_.unread(), exchange_->request)) {
        case HeadReader::Outcome::incomplete: return false;
        case HeadReader::Outcome::refused: refuse(exchange_->head.refusal()); return true;
        case HeadReader::Outcome::complete: serve(); return true;
    }
    return false;
}

void Http1Connection::serve() {
    const Framing& framing = exchange_->head.framing();
    input_.drop(exchange_->head.size());
    keep_alive_ = framing.keep_alive && !context_.is_stopping();
    owes_continue_ = framing.expects_continue;
    exchange_->request.set_connection(&ends_);
    exchange_->content.start(framing, context_.limits().head_octets);
    if (framing.content != Framing::Content::none) begin_content(framing);
    timing_ = Timing::none;
    phase_ = Phase::serving;
    finished_ = false;
    running_ = true;
    context_.service().serve(*exchange_);
}

void Http1Connection::begin_content(const Framing& framing) {
    const Limits& limits = context_.limits();
    content_allowance_ = limits.content_grace;
    content_patience_ = limits.content_deadline;
    if (framing.content != Framing::Content::length || framing.length > std::min(input_.unread().size(), limits.body_octets)) return;
    // Nothing can be wrong with it: it is all there and of the length it is taken for.
    static_cast<void>(exchange_->content.read(input_.unread(), exchange_->request.mutable_body(), framing.length));
}

void Http1Connection::finish_exchange() {
    running_ = false;
    finished_ = true;
    waiter_ = nullptr;
    pump_guarded();
}

void Http1Connection::await_body(std::size_t limit, BodyWaiter& waiter) { await_content(waiter, false, limit); }

void Http1Connection::await_piece(BodyWaiter& waiter) {
    exchange_->request.mutable_body().clear();
    await_content(waiter, true, std::numeric_limits<std::size_t>::max());
}

void Http1Connection::await_content(BodyWaiter& waiter, bool piecewise, std::size_t limit) {
    waiter_ = &waiter;
    piecewise_ = piecewise;
    body_limit_ = limit;
    if (phase_ == Phase::closed) return fail_waiter(Problem{Status::bad_request, "The client is gone."});
    pump_guarded();
}

bool Http1Connection::feed_waiter() {
    std::string& body = exchange_->request.mutable_body();
    if (body.size() > body_limit_) return fail_waiter(Problem{Status::content_too_large, "The content is too large."}), true;
    const std::size_t unread = input_.unread().size();
    const auto outcome = exchange_->content.read(input_.unread(), body, body_limit_);
    count_content(unread - input_.unread().size());
    if (outcome == ContentReader::Outcome::refused) {
        keep_alive_ = false;
        const Refusal& refusal = exchange_->content.refusal();
        return fail_waiter(Problem{refusal.status, std::string{refusal.detail}}), true;
    }
    if (outcome == ContentReader::Outcome::complete || (piecewise_ && !body.empty())) {
        std::exchange(waiter_, nullptr)->body_arrived();
        return true;
    }
    if (input_ended_) {
        keep_alive_ = false;
        return fail_waiter(Problem{Status::bad_request, "The request's content ends early."}), true;
    }
    if (unread != 0) owes_continue_ = false;
    if (std::exchange(owes_continue_, false)) output_ += "HTTP/1.1 100 Continue\r\n\r\n";
    return false;
}

void Http1Connection::fail_waiter(Problem problem) { std::exchange(waiter_, nullptr)->body_failed(std::move(problem)); }

void Http1Connection::count_content(std::size_t octets) {
    if (octets == 0) return;
    // Each octet earns the time that it may take at the lowest rate; waiting spends it.
    const Limits& limits = context_.limits();
    if (timing_ == Timing::content) {
        const std::chrono::milliseconds waited{context_.now() - waiting_since_};
        content_allowance_ -= waited;
        content_patience_ -= waited;
    }
    content_allowance_ += std::chrono::milliseconds{octets * 1000 / std::max(1U, limits.content_octets_per_second)};
    content_allowance_ = std::min(content_allowance_, limits.content_grace);
    timing_ = Timing::none;
}

void Http1Connection::refuse(const Refusal& refusal) {
    keep_alive_ = false;
    exchange_->response.clear();
    context_.refuse(Problem{refusal.status, std::string{refusal.detail}}, ends_, exchange_->response);
    respond();
}

void Http1Connection::respond() {
    finished_ = false;
    // Content that is not coming, or too much to take in for nothing, makes the connection unfit for another request.
    if (owes_continue_ || exchange_->content.remaining() > context_.limits().drained_octets) keep_alive_ = false;
    Response& response = exchange_->response;
    const ResponseFrame frame = frame_response();
    const bool silent = frame.content <= ResponseFrame::Content::upgrade || exchange_->request.method() == Method::head;
    write_response_head(response, frame, context_.head_start(), output_);
    ++gathered_;
    if (!silent && response.is_streamed()) {
        stream_ = std::make_unique<ContentStream>(response.take_source(), frame);
        stream_ready_ = true;
        phase_ = Phase::streaming;
        return;
    }
    if (!silent) {
        output_ += response.body();
    } else if (frame.content == ResponseFrame::Content::upgrade) {
        phase_ = Phase::switching;
        return;
    }
    end_exchange();
}

ResponseFrame Http1Connection::frame_response() {
    const Response& response = exchange_->response;
    ResponseFrame frame;
    frame.http_1_0 = exchange_->head.framing().http_1_0;
    if (forbids_content(response.status())) {
        if (is_informational(response.status())) return frame_interim();
        frame.content = ResponseFrame::Content::none;
    } else if (!response.is_streamed()) {
        frame.content = ResponseFrame::Content::length;
        frame.length = response.body().size();
    } else if (const auto length = response.source()->length()) {
        frame.content = ResponseFrame::Content::length;
        frame.length = *length;
    } else if (frame.http_1_0) {
        frame.content = ResponseFrame::Content::until_close;
        keep_alive_ = false;
    } else {
        frame.content = ResponseFrame::Content::chunked;
    }
    frame.keep_alive = keep_alive_;
    return frame;
}

bool Http1Connection::stream() {
    if (!flush() || !stream_ready_) return false;
    if (pulls_ == pulls_in_a_turn) return yield(), false;
    ++pulls_;
    stream_ready_ = false;
    const auto pull = pull_content();
    if (pull == ContentSource::Pull::later) return stream_ready_;
    if (pull == ContentSource::Pull::more) return stream_ready_ = true;
    stream_.reset();
    end_exchange();
    return true;
}

void Http1Connection::yield() {
    if (std::exchange(yielding_, true)) return;
    context_.loop().post([this] {
        yielding_ = false;
        pump_guarded();
    });
}

ContentSource::Pull Http1Connection::pull_content() {
    try {
        return stream_->pull_into(output_, *this);
    } catch (const std::exception& error) {
        tell_of_break(error.what());
        throw;
    } catch (...) {
        tell_of_break("an exception that is no std::exception");
        throw;
    }
}

void Http1Connection::tell_of_break(std::string_view why) {
    const Request& request = exchange_->request;
    context_.warn(fmt::format("the answer to {} {} broke off: {}", request.method().name(), request.target(), why));
}

bool Http1Connection::discard() {
    std::string& body = exchange_->request.mutable_body();
    const std::size_t unread = input_.unread().size();
    const auto outcome = exchange_->content.read(input_.unread(), body, context_.limits().drained_octets);
    count_content(unread - input_.unread().size());
    if (outcome == ContentReader::Outcome::incomplete) return false;
    if (outcome == ContentReader::Outcome::refused) keep_alive_ = false;
    end_exchange();
    return true;
}

ResponseFrame Http1Connection::frame_interim() {
    Response& response = exchange_->response;
    const bool switches = response.status() == Status::switching_protocols && exchange_->upgrade != nullptr && exchange_->may_upgrade();
    if (switches) return {.content = ResponseFrame::Content::upgrade};
    // In the place of a final one it would leave the client waiting, or have it take the next answer for this one's.
    response.clear();
    context_.refuse(Problem{Status::internal_server_error}, ends_, response);
    return frame_response();
}

void Http1Connection::switch_protocol() {
    const std::string_view unread = input_.unread();
    upgrade_ = std::make_unique<Upgrade>(Upgrade::Legacy{wire_, ticket_, exchange_->upgrade, std::string{unread}, reading_}, context_);
    phase_ = Phase::upgraded;
    time(Timing::none);
    input_.clear();
    exchange_->reset();
    upgrade_->start();
}

void Http1Connection::end_exchange() {
    has_served_ = true;
    timing_ = Timing::none;
    if (!keep_alive_) {
        phase_ = Phase::closing;
    } else if (!exchange_->content.is_complete()) {
        exchange_->request.mutable_body().clear();
        phase_ = Phase::discarding;
    } else {
        exchange_->reset();
        phase_ = Phase::head;
    }
}

}  // namespace serval::detail
