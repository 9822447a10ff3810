#include "testing/in_process_exchange.hpp"

#include <chrono>
#include <stdexcept>

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
    const auto source = response.take_source();
    if (source == nullptr) return;
    for (;;) {
        const ContentSource::Pull pull = source->pull(content_, *this);
        if (pull == ContentSource::Pull::end) return;
        if (pull == ContentSource::Pull::more) continue;
        if (!loop_->run_until([this] { return ready_; }, patience)) {
            throw std::runtime_error{"streamed content has not gone on within 30 seconds"};
        }
        ready_ = false;
    }
}

void InProcessExchange::await_piece(BodyWaiter& waiter) {
    // All there is, is one piece; the next one is the end.
    if (gave_body_) request.mutable_body().clear();
    gave_body_ = true;
    waiter.body_arrived();
}

}  // namespace serval::test
