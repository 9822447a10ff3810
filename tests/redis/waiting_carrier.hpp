#pragma once

#include <memory>
#include <utility>

#include <serval/http/exchange.hpp>
#include <serval/tasks/driven_loop.hpp>

namespace serval::test {

/** Carries one request after another to a service that may wait for something, and waits for each answer. */
class WaitingCarrier final : public Exchange {
public:
    explicit WaitingCarrier(Request first) { request = std::move(first); }

    Loop& loop() noexcept override { return *loop_; }
    void finish() override { finished_ = true; }
    bool has_whole_body() const noexcept override { return true; }
    void await_body(std::size_t, BodyWaiter& waiter) override { waiter.body_arrived(); }
    void await_piece(BodyWaiter& waiter) override { waiter.body_arrived(); }
    bool may_upgrade() const override { return false; }

    /** Have `service` answer the request, once more. */
    Status carry(Service& service) {
        response.clear();
        finished_ = false;
        loop_->post([this, &service] { service.serve(*this); });
        loop_->run_until([this] { return finished_; });
        return response.status();
    }

private:
    std::unique_ptr<DrivenLoop> loop_ = make_loop();
    bool finished_ = false;
};

}  // namespace serval::test
