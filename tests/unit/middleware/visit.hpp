#pragma once

#include <memory>
#include <stdexcept>
#include <utility>

#include <serval/http/exchange.hpp>
#include <serval/server/app.hpp>
#include <serval/tasks/driven_loop.hpp>

#include "server/app_core.hpp"

namespace serval::test {

/** One request to an app that a test looks at while it is on its way. */
class Visit final : public Exchange {
public:
    Visit(App& app, Method method, std::string_view target) : service_{app.core().pipeline()} { request = Request{method, target}; }

    /** Let it go as far as `done`; until it is answered where nothing else is said. */
    void go(UniqueFunction<bool()> done) {
        if (!std::exchange(begun_, true)) loop_->post([this] { service_.serve(*this); });
        if (!loop_->run_until(std::move(done), std::chrono::seconds{30})) throw std::runtime_error{"the request did not come so far"};
    }
    Visit& go() { return go([this] { return finished_; }), *this; }

    /** Its client goes away. */
    Visit& give_up() {
        loop_->post([this] { cancellation.request(); });
        return go();
    }

    [[nodiscard]] Status status() const { return response.status(); }
    [[nodiscard]] bool is_answered() const { return finished_; }

    Loop& loop() noexcept override { return *loop_; }
    void finish() override { finished_ = true; }
    bool has_whole_body() const noexcept override { return true; }
    void await_body(std::size_t, BodyWaiter& waiter) override { waiter.body_arrived(); }
    void await_piece(BodyWaiter& waiter) override { waiter.body_arrived(); }
    bool may_upgrade() const override { return false; }

private:
    Service& service_;
    std::unique_ptr<DrivenLoop> loop_ = make_loop();
    bool begun_ = false;
    bool finished_ = false;
};

/** A source that ends at once. */
class EmptySource final : public ContentSource {
public:
    Pull pull(std::string&, ContentSink&) override { return Pull::end; }
};

}  // namespace serval::test
