#include "testing/in_process_exchange.hpp"

#include <chrono>
#include <stdexcept>
#include <utility>

namespace serval::test {
namespace {

constexpr std::chrono::seconds patience{30};

}  // namespace

void InProcessExchange::run(Service& service) {
    loop_->post([this, &service] { service.serve(*this); });
    if (!loop_->run_until([this] { return finished_; }, patience)) {
        throw std::runtime_error{"the endpoint has not answered within 30 seconds"};
    }
    collect();
}

void InProcessExchange::collect() {
    content_ = response.body();
    source_ = response.take_source();
    if (request.method() == Method::head) source_.reset();   // nothing is made for nobody
    if (source_ == nullptr) return;
    loop_->post([this] { pull(); });
    const bool in_time = loop_->run_until([this] { return source_ == nullptr || failure_ != nullptr || has_left_; }, patience);
    if (source_ == nullptr) return;
    abandon_source();
    if (has_left_) return;
    if (!in_time) throw std::runtime_error{"streamed content has not gone on within 30 seconds"};
    std::rethrow_exception(failure_);
}

void InProcessExchange::pull() noexcept {
    try {
        auto pulled = ContentSource::Pull::more;
        while (pulled == ContentSource::Pull::more && !has_left_) {
            pulled = source_->pull(content_, *this);
            has_left_ = enough_ && enough_(content_);
        }
        if (pulled == ContentSource::Pull::end) source_.reset();
    } catch (...) {
        failure_ = std::current_exception();
    }
}

void InProcessExchange::abandon_source() {
    loop_->post([this] { source_->abandon(); });
    if (loop_->run_until([this] { return source_->is_at_rest(); }, patience)) source_.reset();
    else static_cast<void>(source_.release());   // what still runs must find it
}

void InProcessExchange::await_piece(BodyWaiter& waiter) {
    // All there is, is one piece; the next one is the end.
    if (gave_body_) request.mutable_body().clear();
    gave_body_ = true;
    waiter.body_arrived();
}

}  // namespace serval::test
