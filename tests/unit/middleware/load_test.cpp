// What keeps a service from having too much to do: limits of number and of time, and being closed.
#include <catch2/catch.hpp>

#include <atomic>
#include <future>
#include <thread>

#include <serval/middleware/concurrency_limit.hpp>
#include <serval/middleware/maintenance.hpp>
#include <serval/middleware/timeout.hpp>
#include <serval/serval.hpp>
#include <serval/testing/client.hpp>

#include "mistakes.hpp"
#include "pipeline/carrier.hpp"
#include "unit/middleware/visit.hpp"

using namespace serval;
using namespace std::chrono_literals;
using test::Visit;

namespace {

/** An app whose handlers end in every way there is. */
class Busy {
public:
    explicit Busy(std::shared_ptr<Middleware> limit) {
        app.use(std::move(limit));
        app.get<"/held">([this] { return hold(); });
        app.get<"/plain">([] { return Text{"here"}; });
        app.get<"/fails">([]() -> Text { throw std::runtime_error{"broken"}; });
        app.get<"/refuses">([]() -> Text { throw Conflict{}; });
        app.get<"/streamed">([] { return Response::stream(std::make_unique<test::EmptySource>(), "text/plain"); });
        app.get<"/blocking">([] { return Text{"here"}; }).blocking();
        app.build();
    }

    Visit visit(std::string_view path) { return {app, Method::get, path}; }

    App app{test::settings()};
    int held = 0;

private:
    Task<Text> hold() {
        ++held;
        co_await sleep_for(1h);
        co_return Text{"long gone"};
    }
};

/** Whether so many requests fit in, and no more. */
bool has_places(Busy& busy, int places) {
    std::vector<std::unique_ptr<Visit>> inside;
    const int before = busy.held;
    for (int i = 0; i < places; ++i) {
        inside.push_back(std::make_unique<Visit>(busy.app, Method::get, "/held"));
        Visit& visit = *inside.back();
        visit.go([&] { return visit.is_answered() || busy.held == before + i + 1; });
        if (visit.is_answered()) break;
    }
    const bool all_fit = busy.held == before + places;
    const bool is_full = busy.visit("/plain").go().status() == Status::service_unavailable;
    for (const auto& visit : inside) {
        if (!visit->is_answered()) visit->give_up();
    }
    return all_fit && is_full;
}

}  // namespace

TEST_CASE("as many requests as are said are answered at once, and one more is told to come again", "[middleware]") {
    Busy busy{concurrency_limit(2, 7s)};
    Visit first = busy.visit("/held");
    first.go([&] { return busy.held == 1; });
    Visit second = busy.visit("/held");
    second.go([&] { return busy.held == 2; });
    Visit third = busy.visit("/plain");
    CHECK(third.go().status() == Status::service_unavailable);
    CHECK(third.response.header("Retry-After") == "7");
    CHECK(busy.visit("/nowhere").go().status() == Status::service_unavailable);
    first.give_up();
    CHECK(busy.visit("/plain").go().status() == Status::ok);
    second.give_up();
}

TEST_CASE("a place is free again, however its request ended", "[middleware]") {
    Busy busy{concurrency_limit(3)};
    for (const std::string_view path : {"/plain", "/fails", "/refuses", "/nowhere", "/blocking"}) {
        CAPTURE(path);
        for (int i = 0; i < 5; ++i) CHECK(busy.visit(path).go().status() != Status::service_unavailable);
        CHECK(has_places(busy, 3));
    }
    CHECK(has_places(busy, 3));   // given up
}

TEST_CASE("a streamed answer keeps its place until the stream is gone", "[middleware]") {
    Busy busy{concurrency_limit(1)};
    Visit streamed = busy.visit("/streamed");
    CHECK(streamed.go().status() == Status::ok);
    CHECK(busy.visit("/plain").go().status() == Status::service_unavailable);
    static_cast<void>(streamed.response.take_source());
    CHECK(busy.visit("/plain").go().status() == Status::ok);
}

TEST_CASE("a limit holds for its level alone", "[middleware]") {
    App app{test::settings()};
    int held = 0;
    auto group = app.group<"/narrow">();
    group.use(concurrency_limit(1));
    group.get<"/held">([&held]() -> Task<Text> { return ++held, []() -> Task<Text> { co_await sleep_for(1h); co_return Text{"here"}; }(); });
    group.get<"/plain">([] { return Text{"here"}; });
    app.get<"/wide">([] { return Text{"here"}; });
    app.build();
    Visit visit{app, Method::get, "/narrow/held"};
    visit.go([&] { return held == 1; });
    CHECK(Visit{app, Method::get, "/narrow/plain"}.go().status() == Status::service_unavailable);
    CHECK(Visit{app, Method::get, "/wide"}.go().status() == Status::ok);
    visit.give_up();
}

TEST_CASE("a limit is exact, however many ask at once", "[middleware]") {
    constexpr int most = 3;
    std::atomic<int> inside = 0;
    std::atomic<int> highest = 0;
    App app{test::settings()};
    app.use(concurrency_limit(most));
    app.get<"/count">([&] {
        const int now = ++inside;
        for (int seen = highest; seen < now && !highest.compare_exchange_weak(seen, now);) {}
        std::this_thread::yield();
        --inside;
        return Text{"here"};
    });
    app.build();
    std::atomic<int> odd = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            test::Carrier carrier{Request{Method::get, "/count"}};
            for (int n = 0; n < 500; ++n) {
                const Status status = carrier.carry(app.core().pipeline());
                if (status != Status::ok && status != Status::service_unavailable) ++odd;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(odd == 0);
    CHECK(highest <= most);
    CHECK(Visit{app, Method::get, "/count"}.go().status() == Status::ok);
}

TEST_CASE("a limit that lets nobody in is told when the app is built", "[middleware]") {
    App app{test::settings()};
    app.use(concurrency_limit(0, -1s));
    CHECK(test::mistakes_of(app).size() == 2);
}

TEST_CASE("a service that is closed says until when, and opens again", "[middleware]") {
    const auto closed = std::make_shared<MaintenanceSwitch>();
    App app{test::settings()};
    app.use(maintenance(closed, {.open = {"/healthz", "/admin/"}, .detail = "Back at noon."}));
    app.get<"/books">([] { return Text{"books"}; });
    app.get<"/admin/open">([closed] { return closed->turn_off(), Text{"open"}; });
    app.get<"/healthzzz">([] { return Text{"no"}; });
    test::Client client{std::move(app)};
    CHECK(client.get("/books").status() == Status::ok);
    closed->turn_on(90s);
    CHECK(closed->is_on());
    const auto refused = client.get("/books");
    CHECK(refused.status() == Status::service_unavailable);
    CHECK(refused.header("Retry-After") == "90");
    CHECK(refused.json()["code"] == "maintenance");
    CHECK(refused.json()["detail"] == "Back at noon.");
    for (const std::string_view path : {"/nowhere", "/healthzzz", "/admin", "/readyz", "/%68ealthz"}) CHECK(client.get(path).status() == Status::service_unavailable);
    CHECK(client.get("/healthz").status() == Status::ok);
    CHECK(client.get("/admin/open").body() == "open");
    CHECK(client.get("/books").status() == Status::ok);
    CHECK(closed->retry_after() == 0s);
}

TEST_CASE("maintenance without a switch, or with paths that are none, is told when the app is built", "[middleware]") {
    App app{test::settings()};
    app.use(maintenance(nullptr, {.open = {"healthz", "/books/{id}", "/fine"}}));
    CHECK(test::mistakes_of(app).size() == 3);
}

namespace {

/** Tells that what it listens to was asked for. */
struct Heard final : Cancellation::Listener {
    Heard(Cancellation& cancellation, std::promise<void>& told_) : Listener{cancellation}, told{told_} {}
    void cancelled() noexcept override { told.set_value(); }
    std::promise<void>& told;
};

Task<Text> wait_long() {
    co_await sleep_for(1h);
    co_return Text{"long gone"};
}

Task<Text> answer_late() {
    try {
        co_await sleep_for(1h);
    } catch (const Cancelled&) {
    }
    co_return Text{"after all"};
}

Task<Text> answer_soon() {
    co_await sleep_for(0ms);
    co_return Text{"soon"};
}

}  // namespace

TEST_CASE("who waits too long is asked to end, and its client is told to come again", "[middleware]") {
    App app{test::settings()};
    app.get<"/long">(&wait_long).use(timeout(1ms));
    app.get<"/late">(&answer_late).use(timeout(1ms));
    app.get<"/soon">(&answer_soon).use(timeout(1h));
    app.get<"/plain">([] { return Text{"plain"}; }).use(timeout(1h));
    test::Client client{std::move(app)};
    const auto response = client.get("/long");
    CHECK(response.status() == Status::service_unavailable);
    CHECK(response.header("Retry-After") == "1");
    CHECK(client.get("/late").body() == "after all");
    CHECK(client.get("/soon").body() == "soon");
    CHECK(client.get("/plain").body() == "plain");
}

TEST_CASE("a blocking handler cannot be interrupted: its answer is heard, however late", "[middleware]") {
    std::promise<void> time_is_up;
    App app{test::settings()};
    const AnyMiddleware listen = [&](Request&, Next next) -> Task<Response> {
        Cancellation& inside = co_await this_task::cancellation();
        Heard heard(inside, time_is_up);
        Response response = co_await next();
        co_return response;
    };
    app.get<"/blocking">([&] { return time_is_up.get_future().wait(), Text{"after all"}; }).blocking().use(timeout(1ms)).use(listen);
    test::Client client{std::move(app)};
    CHECK(client.get("/blocking").body() == "after all");
}

TEST_CASE("what is around a time limit is not cancelled by it, nor is the next request", "[middleware]") {
    bool was_cancelled = true;
    App app{test::settings()};
    app.use([&](Request&, Next next) -> Task<Response> {
        Response response = co_await next();
        co_await sleep_for(0ms);
        Cancellation& own = co_await this_task::cancellation();
        was_cancelled = own.requested();
        co_return response;
    });
    app.get<"/long">(&wait_long).use(timeout(1ms));
    app.get<"/soon">(&answer_soon);
    app.build();
    test::Carrier carrier{Request{Method::get, "/long"}};
    CHECK(carrier.carry_and_wait(app.core().pipeline()) == Status::service_unavailable);
    CHECK_FALSE(was_cancelled);
    carrier.request = Request{Method::get, "/soon"};
    CHECK(carrier.carry_and_wait(app.core().pipeline()) == Status::ok);
}

TEST_CASE("within a time limit a handler is told that its client is gone", "[middleware]") {
    int waiting = 0;
    App app{test::settings()};
    app.get<"/long">([&waiting] { return ++waiting, wait_long(); }).use(timeout(1h)).use(timeout(2h));
    app.build();
    Visit visit{app, Method::get, "/long"};
    visit.go([&] { return waiting == 1; });
    CHECK(visit.give_up().status() == Status::service_unavailable);
}

TEST_CASE("a limit that gives no time is told when the app is built", "[middleware]") {
    App app{test::settings()};
    app.use(timeout(0s));
    CHECK(test::mistakes_of(app).size() == 1);
}
