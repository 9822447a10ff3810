#pragma once

#include <future>

#include <serval/http/exchange.hpp>
#include <serval/tasks/loop.hpp>

namespace serval::wire {

/** Keeps every request until the test lets it go, and tells when its client is given up. One request at a time. */
class HeldService final : public Service {
public:
    void serve(Exchange& exchange) noexcept override {
        exchange.state = std::make_unique<Watch>(exchange.cancellation, cancelled_);
        arrived_.set_value(&exchange);
    }

    /** The exchange that has arrived; null when none comes. */
    [[nodiscard]] Exchange* arrived() {
        auto future = arrived_.get_future();
        return future.wait_for(std::chrono::seconds{5}) == std::future_status::ready ? future.get() : nullptr;
    }
    [[nodiscard]] bool was_cancelled() { return cancelled_.get_future().wait_for(std::chrono::seconds{5}) == std::future_status::ready; }

    static void release(Exchange& exchange) {
        exchange.loop().post([&exchange] {
            exchange.state.reset();
            exchange.response = Response::text("released");
            exchange.finish();
        });
    }

private:
    struct Watch final : Exchange::State, Cancellation::Listener {
        Watch(Cancellation& cancellation, std::promise<void>& told_) : Listener{cancellation}, told{told_} {}
        void cancelled() noexcept override { told.set_value(); }
        std::promise<void>& told;
    };

    std::promise<Exchange*> arrived_;
    std::promise<void> cancelled_;
};

}  // namespace serval::wire
