#pragma once

#include <memory>
#include <stdexcept>

#include <serval/http/exchange.hpp>
#include <serval/tasks/driven_loop.hpp>

namespace serval::test {

/** Carries one request after another, as a connection does. */
class Carrier final : public Exchange {
public:
    explicit Carrier(Request first) { request = std::move(first); }

    Loop& loop() noexcept override { return *loop_; }
    void finish() override { finished_ = true; }
    bool has_whole_body() const noexcept override { return true; }
    void await_body(std::size_t, BodyWaiter& waiter) override { waiter.body_arrived(); }
    void await_piece(BodyWaiter& waiter) override { waiter.body_arrived(); }
    bool may_upgrade() const override { return false; }

    /** Have `service` answer the request, once more, at once. */
    Status carry(Service& service) {
        begin();
        service.serve(*this);
        if (!finished_) throw std::logic_error{"the request was not answered at once"};
        return response.status();
    }
    /** The same for a service that may wait for something. */
    Status carry_and_wait(Service& service) {
        begin();
        loop_->post([this, &service] { service.serve(*this); });
        loop_->run_until([this] { return finished_; });
        return response.status();
    }

private:
    void begin() {
        response.clear();
        finished_ = false;
    }

    std::unique_ptr<DrivenLoop> loop_ = make_loop();
    bool finished_ = false;
};

}  // namespace serval::test
