#include <catch2/catch.hpp>

#include <serval/serval.hpp>
#include <serval/tasks/sync_wait.hpp>
#include <serval/tasks/when_all.hpp>
#include <serval/tasks/worker_pool.hpp>
#include <serval/testing.hpp>

#include "serialization/free_worker.hpp"

#include <future>
#include <memory>
#include <set>
#include <stdexcept>
#include <thread>

using namespace serval;
using namespace std::chrono_literals;

namespace {

/** Makes the lines 1 to `last`. */
auto count_to(int last) {
    return [last, next = 1](std::string& out) mutable {
        out += std::to_string(next) + "\n";
        return next++ < last;
    };
}

Task<void> write_lines(ContentWriter& out) {
    co_await out.write("1\n");
    co_await sleep_for(1ms);
    co_await out.write("2\n");
    const int three = co_await on_worker([] { return 3; });
    co_await out.write(std::to_string(three) + "\n");
}

Task<void> write_much(ContentWriter& out) {
    for (int i = 0; i < 100'000; ++i) co_await out.write("0123456789");
}

Task<void> fail_late(ContentWriter& out) {
    co_await out.write("some");
    co_await sleep_for(1ms);
    throw std::runtime_error{"the rest is lost"};
}

Task<void> write_nothing(ContentWriter&) { return Task<void>::ready(); }

test::Client make_client(App& app) { return test::Client{std::move(app)}; }

}  // namespace

TEST_CASE("a plain function makes a stream piece by piece", "[serialization]") {
    App app{test::settings()};
    app.get<"/lines">([] { return Stream<"text/csv">{count_to(3)}; });
    app.post<"/lines">([] { return Stream<>{count_to(2)}; });
    auto client = make_client(app);
    const auto response = client.get("/lines");
    CHECK(response.status() == Status::ok);
    CHECK(response.header("Content-Type") == "text/csv");
    CHECK(response.body() == "1\n2\n3\n");
    const auto created = client.post("/lines");
    CHECK(created.status() == Status::created);
    CHECK(created.header("Content-Type") == "application/octet-stream");
    CHECK(created.body() == "1\n2\n");
}

TEST_CASE("a stream is made where its handler runs", "[serialization]") {
    std::set<std::thread::id> makers;
    const auto note = [&makers](std::string& out) {
        makers.insert(std::this_thread::get_id());
        out += "x";
        return out.size() < 1 && makers.empty();
    };
    App app{test::settings()};
    app.get<"/inline">([&] { return Stream<>{note}; });
    app.get<"/blocking">([&] { return Stream<>{note}; }).blocking();
    auto client = make_client(app);
    CHECK(client.get("/inline").body() == "x");
    CHECK(makers == std::set{std::this_thread::get_id()});
    makers.clear();
    CHECK(client.get("/blocking").body() == "x");
    CHECK(makers.size() == 1);
    CHECK_FALSE(makers.contains(std::this_thread::get_id()));
}

TEST_CASE("a blocking endpoint's stream has all its pieces in order", "[serialization]") {
    App app{test::settings()};
    app.get<"/lines">([] { return Stream<"text/csv">{count_to(2000)}; }).blocking();
    std::string expected;
    for (int i = 1; i <= 2000; ++i) expected += std::to_string(i) + "\n";
    CHECK(make_client(app).get("/lines").body() == expected);
}

TEST_CASE("a coroutine writes a stream, and waits in between", "[serialization]") {
    App app{test::settings()};
    app.get<"/lines">([] { return Stream<"text/plain">{write_lines}; });
    app.get<"/much">([] { return Stream<>{write_much}; });
    app.get<"/nothing">([] { return Stream<>{write_nothing}; });
    auto client = make_client(app);
    CHECK(client.get("/lines").body() == "1\n2\n3\n");
    CHECK(client.get("/much").body().size() == 1'000'000);
    CHECK(client.get("/nothing").body().empty());
}

TEST_CASE("a coroutine handler may answer with a stream", "[serialization]") {
    App app{test::settings()};
    app.get<"/lines">([]() -> Task<Stream<"text/csv">> {
        co_await sleep_for(1ms);
        Stream<"text/csv"> stream{count_to(2)};
        co_return stream;
    });
    CHECK(make_client(app).get("/lines").body() == "1\n2\n");
}

TEST_CASE("what makes a stream may own what can only be moved, and outlives the handler", "[serialization]") {
    auto alive = std::make_shared<int>(7);
    App app{test::settings()};
    app.get<"/owned">([&alive] {
        auto owned = std::make_unique<std::shared_ptr<int>>(alive);
        return Stream<>{[owned = std::move(owned)](std::string& out) { return out += std::to_string(**owned), false; }};
    });
    auto client = make_client(app);
    CHECK(client.get("/owned").body() == "7");
    CHECK(alive.use_count() == 1);
}

TEST_CASE("a stream that fails is no answer", "[serialization]") {
    App app{test::settings()};
    app.get<"/late">([] { return Stream<>{fail_late}; });
    app.get<"/piece">([] { return Stream<>{[](std::string&) -> bool { throw std::runtime_error{"the rest is lost"}; }}; });
    app.get<"/blocking">([] { return Stream<>{[](std::string&) -> bool { throw std::runtime_error{"the rest is lost"}; }}; }).blocking();
    auto client = make_client(app);
    for (const char* const path : {"/late", "/piece", "/blocking"}) {
        CAPTURE(path);
        CHECK_THROWS_WITH(client.get(path), "the rest is lost");
    }
}

TEST_CASE("nothing is made for HEAD", "[serialization]") {
    int calls = 0;
    App app{test::settings()};
    app.get<"/lines">([&calls] { return Stream<"text/csv">{[&calls](std::string&) { return ++calls < 0; }}; });
    const auto response = make_client(app).head("/lines");
    CHECK(response.header("Content-Type") == "text/csv");
    CHECK(calls == 0);
}

TEST_CASE("the documentation names a stream's media type", "[serialization]") {
    App app{test::settings()};
    app.get<"/lines">([] { return Stream<"text/csv">{count_to(3)}; });
    app.get<"/octets">([] { return Stream<>{count_to(3)}; });
    const auto paths = make_client(app).get("/openapi.json").json()["paths"];
    CHECK(paths["/lines"]["get"]["responses"]["200"]["content"]["text/csv"]["schema"] == Json{{"type", "string"}});
    CHECK(paths["/octets"]["get"]["responses"]["200"]["content"]["application/octet-stream"]["schema"] ==
          Json{{"type", "string"}, {"format", "binary"}});
}

namespace {

Task<void> release_later(std::promise<void>& gate) {
    co_await sleep_for(1ms);
    gate.set_value();
}

}  // namespace

TEST_CASE("what has begun to be answered waits for a worker instead of failing", "[serialization]") {
    WorkerPool pool{{.threads = 1, .queue = 1}};
    std::promise<void> gate;
    std::promise<void> begun;
    REQUIRE(pool.try_submit([&] {
        begun.set_value();
        gate.get_future().wait();
    }));
    begun.get_future().wait();
    REQUIRE(pool.try_submit([] {}));
    REQUIRE_FALSE(pool.try_submit([] {}));
    const auto results = sync_wait(when_all(detail::on_free_worker([] { return 7; }), release_later(gate)), &pool);
    CHECK(std::get<0>(results) == 7);
}
