#include <atomic>
#include <barrier>
#include <memory>
#include <thread>
#include <vector>

#include <serval/caching/shared_cache.hpp>
#include <serval/store/memory_store.hpp>
#include <serval/tasks/driven_loop.hpp>
#include <serval/tasks/pause.hpp>
#include <serval/tasks/sleep.hpp>
#include <serval/tasks/sync_wait.hpp>
#include <serval/tasks/this_task.hpp>

#include "pipeline/carrier.hpp"
#include "pipeline/recorder.hpp"
#include "server/app_core.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

/** Keeps handlers until it is opened, on the loop that all of them share. */
class Gate {
public:
    Task<void> pass() {
        detail::Chain& chain = co_await detail::this_chain();
        ++arrived;
        detail::Pause pause(chain);
        waiting_.push_back(&pause);
        co_await pause.ended();
    }
    void open() {
        for (detail::Pause* const pause : std::exchange(waiting_, {})) pause->end_at_home();
    }
    int arrived = 0;

private:
    std::vector<detail::Pause*> waiting_;
};

/** One of several requests on one loop. */
class Visitor final : public Exchange {
public:
    Visitor(DrivenLoop& loop, std::string_view target) : loop_{loop} { request = Request{Method::get, target}; }

    Loop& loop() noexcept override { return loop_; }
    void finish() override { is_answered = true; }
    bool has_whole_body() const noexcept override { return true; }
    void await_body(std::size_t, BodyWaiter& waiter) override { waiter.body_arrived(); }
    void await_piece(BodyWaiter& waiter) override { waiter.body_arrived(); }
    bool may_upgrade() const override { return false; }

    bool is_answered = false;

private:
    DrivenLoop& loop_;
};

/** An app on one loop, and those who ask it. */
class Scene {
public:
    explicit Scene(App app) : client_{std::move(app)} {}

    Visitor& visit(std::string_view target = "/") {
        Visitor& visitor = *visitors_.emplace_back(std::make_unique<Visitor>(*loop_, target));
        loop_->post([this, &visitor] { client_.app().core().pipeline().serve(visitor); });
        settle();
        return visitor;
    }
    /** Until nothing is left to do at once. */
    void settle() {
        for (int i = 0; i < 20; ++i) {
            bool is_over = false;
            loop_->post([&] { is_over = true; });
            loop_->run_until([&] { return is_over; });
        }
    }
    void await(Visitor& visitor) {
        loop_->run_until([&] { return visitor.is_answered; });
    }
    void evict(std::string_view tag) { sync_wait(client_.app().core().cache->evict(tag)); }
    void cancel(Visitor& visitor) {
        loop_->post([&visitor] { visitor.cancellation.request(); });
        settle();
    }

private:
    std::unique_ptr<DrivenLoop> loop_ = make_loop();
    test::Client client_;
    std::vector<std::unique_ptr<Visitor>> visitors_;
};

struct Fixture {
    /** @param wait  how long requests wait for one another */
    explicit Fixture(std::chrono::milliseconds wait = 1h) : scene{make_app(wait)} {}

    App make_app(std::chrono::milliseconds wait) {
        App app{test::settings()};
        app.get<"/">([this]() -> Task<std::string> {
            const int number = ++calls;
            co_await gate.pass();
            if (fails) throw Conflict{};
            co_return std::to_string(number);
        }).cache(60s, tagged("x"), wait_at_most(wait));
        return app;
    }

    int calls = 0;
    bool fails = false;
    Gate gate;
    Scene scene;
};

}  // namespace

TEST_CASE("of requests for one answer that is not there, one makes it and all are given it", "[pipeline][caching]") {
    Fixture f;
    std::vector<Visitor*> visitors;
    for (int i = 0; i < 10; ++i) visitors.push_back(&f.scene.visit());
    CHECK(f.calls == 1);
    f.gate.open();
    for (Visitor* const visitor : visitors) f.scene.await(*visitor);
    for (Visitor* const visitor : visitors) CHECK(visitor->response.body() == "\"1\"");
    CHECK_FALSE(visitors[0]->response.headers().contains("Age"));
    CHECK(visitors[1]->response.header("Age") == "0");
    CHECK(f.calls == 1);
}

TEST_CASE("requests for other answers do not wait", "[pipeline][caching]") {
    Fixture f;
    (void)f.scene.visit("/?page=1");
    (void)f.scene.visit("/?page=2");
    CHECK(f.gate.arrived == 2);
    f.gate.open();
    f.scene.settle();
}

TEST_CASE("those who wait for an answer that fails go on by themselves", "[pipeline][caching]") {
    Fixture f;
    f.fails = true;
    Visitor& leader = f.scene.visit();
    Visitor& first = f.scene.visit();
    Visitor& second = f.scene.visit();
    f.gate.open();
    f.scene.await(leader);
    f.scene.settle();
    CHECK(leader.response.status() == Status::conflict);
    CHECK(f.calls == 3);
    f.fails = false;
    f.gate.open();
    f.scene.await(first);
    f.scene.await(second);
    CHECK(first.response.status() == Status::ok);
    CHECK(second.response.status() == Status::ok);
}

TEST_CASE("nobody waits for longer than is said", "[pipeline][caching]") {
    Fixture f{1ms};
    Visitor& leader = f.scene.visit();
    (void)f.scene.visit();
    while (f.calls != 2) f.scene.settle();
    CHECK_FALSE(leader.is_answered);
    f.gate.open();
    f.scene.settle();
    CHECK(leader.is_answered);
}

TEST_CASE("a request that is cancelled while it waits ends alone", "[pipeline][caching]") {
    Fixture f;
    Visitor& leader = f.scene.visit();
    Visitor& cancelled = f.scene.visit();
    Visitor& other = f.scene.visit();
    f.scene.cancel(cancelled);
    CHECK(cancelled.is_answered);
    CHECK(cancelled.response.status() == Status::service_unavailable);
    CHECK_FALSE(other.is_answered);
    f.gate.open();
    f.scene.await(leader);
    f.scene.await(other);
    CHECK(other.response.body() == "\"1\"");
    CHECK(f.calls == 1);
}

TEST_CASE("whoever asks after an eviction is not given what was begun before it", "[pipeline][caching]") {
    Fixture f;
    Visitor& before = f.scene.visit();
    f.scene.evict("x");
    Visitor& after = f.scene.visit();
    CHECK(f.calls == 2);
    f.gate.open();
    f.scene.await(before);
    f.scene.await(after);
    CHECK(before.response.body() == "\"1\"");
    CHECK(after.response.body() == "\"2\"");
    Visitor& later = f.scene.visit();
    CHECK(later.response.body() == "\"2\"");
}

TEST_CASE("on several loops at once, each answer is made once", "[pipeline][caching]") {
    const bool is_shared = GENERATE(false, true);
    constexpr int threads = 4;
    constexpr int rounds = 200;
    std::atomic<int> calls = 0;
    App app{test::settings()};
    if (is_shared) app.cache_in(shared_response_cache(std::make_shared<MemoryStore>()));
    app.get<"/">([&]() -> Task<std::string> {
        ++calls;
        co_await sleep_for(0ms);
        co_return "x";
    }).cache(1h, tagged("x"), wait_at_most(1h));
    test::Client client{std::move(app)};
    std::atomic<int> answered = 0;
    std::barrier round{threads};
    std::vector<std::jthread> clients;
    for (int i = 0; i < threads; ++i) {
        clients.emplace_back([&] {
            for (int n = 0; n < rounds; ++n) {
                test::Carrier carrier{Request{Method::get, "/?round=" + std::to_string(n)}};
                round.arrive_and_wait();
                const Status status = carrier.carry_and_wait(client.app().core().pipeline());
                answered += status == Status::ok && carrier.response.body() == "\"x\"" ? 1 : 0;
            }
        });
    }
    clients.clear();
    CHECK(answered == threads * rounds);
    CHECK(calls == rounds);
}

TEST_CASE("on several loops at once, those who wait are not left alone by a leader that fails, and may leave themselves", "[pipeline][caching]") {
    constexpr int threads = 4;
    constexpr int rounds = 200;
    App app{test::settings()};
    app.get<"/">([]() -> Task<std::string> {
        co_await sleep_for(0ms);
        throw Conflict{};
    }).cache(1h, wait_at_most(1ms));
    test::Client client{std::move(app)};
    std::atomic<int> answered = 0;
    std::vector<std::jthread> clients;
    for (int i = 0; i < threads; ++i) {
        clients.emplace_back([&] {
            test::Carrier carrier{Request{Method::get, "/"}};
            for (int n = 0; n < rounds; ++n) {
                answered += carrier.carry_and_wait(client.app().core().pipeline()) == Status::conflict ? 1 : 0;
            }
        });
    }
    clients.clear();
    CHECK(answered == threads * rounds);
}
