// Streams and files on their way to clients that are slow, that leave, and whose server stops.
#include <catch2/catch.hpp>

#include <serval/serval.hpp>
#include <serval/testing/client.hpp>

#include "temporary_folder.hpp"
#include "wire/running_app.hpp"
#include "wire/running_server.hpp"
#include "wire/wire_client.hpp"

#include <atomic>
#include <filesystem>
#include <future>
#include <thread>

using namespace serval;
using namespace serval::wire;
using namespace std::chrono_literals;

namespace {

std::string get(std::string_view target) { return "GET " + std::string{target} + " HTTP/1.1\r\nHost: a\r\n\r\n"; }

std::optional<wire::Reply> ask(WireClient& client, std::string_view target) {
    client.send(get(target));
    return client.receive();
}

/** Counts what it writes, and says when it has ended, and how. */
struct Producer {
    std::atomic<std::size_t> written = 0;
    std::promise<bool> was_cancelled;

    Task<void> write_without_end(ContentWriter& out) {
        try {
            for (;;) {
                co_await out.write(std::string(1024, 'x'));
                written += 1024;
            }
        } catch (const Cancelled&) {
            was_cancelled.set_value(true);
            throw;
        }
    }
    Task<void> wait_without_end(ContentWriter& out) {
        co_await out.write("begun");
        try {
            co_await sleep_for(24h);
        } catch (const Cancelled&) {
            was_cancelled.set_value(true);
            throw;
        }
    }
    Task<void> write_in_turns(ContentWriter& out) {
        for (int i = 0; i < 50; ++i) {
            co_await out.write(std::to_string(i) + ' ');
            co_await sleep_for(1ms);
            written += 1;
        }
    }
};

bool ended_by_cancellation(Producer& producer) {
    auto ended = producer.was_cancelled.get_future();
    return ended.wait_for(5s) == std::future_status::ready && ended.get();
}

Task<void> send_and_wait(EventWriter<int>& events, Producer& producer) {
    co_await events.send(7);
    try {
        co_await sleep_for(24h);
    } catch (const Cancelled&) {
        producer.was_cancelled.set_value(true);
        throw;
    }
}

Task<void> fail_late(ContentWriter& out) {
    co_await out.write("some");
    co_await sleep_for(1ms);
    throw std::runtime_error{"the rest is lost"};
}

}  // namespace

TEST_CASE("a client that takes nothing makes a coroutine wait, and its leaving ends it", "[wire]") {
    Producer producer;
    App app{test::settings()};
    app.get<"/endless">([&] { return Stream<>{[&](ContentWriter& out) { return producer.write_without_end(out); }}; });
    RunningApp server{std::move(app)};
    WireClient client{server.port()};
    client.send(get("/endless"));
    REQUIRE(client.has_input(5s));
    std::size_t before = 0;
    do {   // until the sockets are full
        before = producer.written;
        std::this_thread::sleep_for(50ms);
    } while (producer.written != before);
    CHECK(before < 64 * 1024 * 1024);
    client.reset();
    CHECK(ended_by_cancellation(producer));
}

TEST_CASE("a coroutine that waits for something else is told that its client is gone", "[wire]") {
    Producer producer;
    App app{test::settings()};
    app.get<"/waits">([&] { return Stream<"text/plain">{[&](ContentWriter& out) { return producer.wait_without_end(out); }}; });
    RunningApp server{std::move(app)};
    WireClient client{server.port()};
    client.send(get("/waits"));
    REQUIRE(client.has_input(5s));
    SECTION("by its client") { client.reset(); }
    SECTION("by a server that stops at once") { server.server().stop_now(); }
    CHECK(ended_by_cancellation(producer));
}

TEST_CASE("what a coroutine writes leaves at once, and a stopping server waits for the rest", "[wire]") {
    Producer producer;
    App app{test::settings()};
    app.get<"/turns">([&] { return Stream<"text/plain">{[&](ContentWriter& out) { return producer.write_in_turns(out); }}; });
    RunningApp server{std::move(app)};
    WireClient client{server.port()};
    client.send(get("/turns"));
    REQUIRE(client.has_input(5s));
    CHECK(producer.written < 50);
    server.server().stop(10s);
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->body.ends_with("48 49 "));
    CHECK(client.is_closed());
    CHECK_FALSE(client.was_reset());
}

TEST_CASE("events leave as they come, a silent stream says now and then that it is alive, and a stopping server ends it in good order", "[wire]") {
    App app{test::settings()};
    app.get<"/events">([] {
        return EventStream<int>{[](EventWriter<int>& events) -> Task<void> {
            co_await events.send(7);
            co_await sleep_for(24h);
        }}.ping(5ms);
    });
    RunningApp server{std::move(app)};
    WireClient client{server.port()};
    client.send(get("/events"));
    std::string begin;
    while (!begin.ends_with("\r\n: ping\r\n\r\n\r\n")) {
        const auto next = client.take(1);
        REQUIRE(next);
        begin += *next;
    }
    CHECK(begin.find("data: 7\r\n\r\n") < begin.find(": ping"));
    server.server().stop(10s);
    const std::string end = client.receive_all();
    CHECK(end.ends_with("0\r\n\r\n"));
    CHECK_FALSE(client.was_reset());
}

TEST_CASE("a silent stream of events ends when its client leaves", "[wire]") {
    Producer producer;
    App app{test::settings()};
    app.get<"/events">([&] { return EventStream<int>{[&](EventWriter<int>& events) { return send_and_wait(events, producer); }}; });
    RunningApp server{std::move(app)};
    WireClient client{server.port()};
    client.send(get("/events"));
    REQUIRE(client.has_input(5s));
    client.reset();
    CHECK(ended_by_cancellation(producer));
}

TEST_CASE("middlewares around a stream hand on that its client leaves, and that the server stops", "[wire]") {
    Producer producer;
    App app{test::settings()};
    app.use(compression()).use(concurrency_limit(2));
    app.get<"/events">([&] { return EventStream<int>{[&](EventWriter<int>& events) { return send_and_wait(events, producer); }}; });
    RunningApp server{std::move(app)};
    WireClient client{server.port()};
    client.send("GET /events HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n");
    REQUIRE(client.has_input(5s));
    SECTION("leaves") { client.reset(); }
    SECTION("stops") {
        server.server().stop(10s);
        CHECK(client.receive_all().ends_with("0\r\n\r\n"));
    }
    CHECK(ended_by_cancellation(producer));
}

TEST_CASE("a stream that fails is cut, so that nobody takes it for whole", "[wire]") {
    App app{test::settings()};
    app.get<"/fails">([] { return Stream<"text/plain">{fail_late}; });
    app.get<"/short">([] { return Stream<>{[](std::string& out) { return out += "123", false; }, 4}; });
    app.get<"/long">([] { return Stream<>{[](std::string& out) { return out += "12345", false; }, 4}; });
    RunningApp server{std::move(app)};
    for (const char* const path : {"/fails", "/short", "/long"}) {
        CAPTURE(path);
        WireClient client{server.port()};
        CHECK_FALSE(ask(client, path));
    }
}

TEST_CASE("whoever keeps the server is told which answer broke off, and why", "[wire]") {
    class Broken final : public ContentSource {
        Pull pull(std::string&, ContentSink&) override { throw std::runtime_error{"the rest is lost"}; }
    };
    std::promise<std::string> told;
    FunctionService service{[](Exchange& exchange) { exchange.response = Response::stream(std::make_unique<Broken>(), "text/plain"); }};
    ServerSettings settings;
    settings.warn = [&](std::string_view text) { told.set_value(std::string{text}); };
    RunningServer server{service, std::move(settings)};
    WireClient client{server.port()};
    CHECK_FALSE(ask(client, "/books?q=1"));
    CHECK(told.get_future().get() == "the answer to GET /books?q=1 broke off: the rest is lost");
}

TEST_CASE("a stream whose client takes all there is at once leaves the others their turns", "[wire]") {
    class Endless final : public ContentSource {
        Pull pull(std::string& out, ContentSink&) override { return out += 'x', Pull::more; }
    };
    FunctionService service{[](Exchange& exchange) {
        if (exchange.request.path() == "/endless") exchange.response = Response::stream(std::make_unique<Endless>(), "text/plain");
        else exchange.response = Response::text("there");
    }};
    RunningServer server{service};
    WireClient greedy{server.port()};
    greedy.send(get("/endless"));
    std::atomic<bool> is_over = false;
    std::thread taker{[&] {
        while (!is_over) greedy.take(1024);
    }};
    WireClient other{server.port()};
    const auto reply = ask(other, "/other");
    is_over = true;
    taker.join();
    REQUIRE(reply);
    CHECK(reply->body == "there");
}

TEST_CASE("a stream of a known length says so", "[wire]") {
    App app{test::settings()};
    app.get<"/known">([] { return Stream<>{[](std::string& out) { return out += "1234", false; }, 4}; });
    app.get<"/known-blocking">([] { return Stream<>{[](std::string& out) { return out += "1234", false; }, 4}; }).blocking();
    RunningApp server{std::move(app)};
    WireClient client{server.port()};
    for (const char* const path : {"/known", "/known-blocking"}) {
        const auto reply = ask(client, path);
        REQUIRE(reply);
        CHECK(reply->headers.find("Content-Length") == "4");
        CHECK(reply->body == "1234");
    }
}

TEST_CASE("files go to many clients at once, whole and in parts", "[wire]") {
    test::TemporaryFolder folder;
    std::string content;
    for (int i = 0; content.size() < 3'000'000; ++i) content += std::to_string(i) + '\n';
    const std::string path = folder.write("large.bin", content);
    App app{test::settings()};
    app.get<"/file">([path] { return File{path}; });
    app.get<"/blocking">([path] { return File{path}; }).blocking();
    RunningApp server{std::move(app)};
    std::atomic<int> whole = 0;
    std::vector<std::thread> clients;
    for (int i = 0; i < 8; ++i) {
        clients.emplace_back([&, i] {
            WireClient client{server.port()};
            for (int n = 0; n < 3; ++n) {
                const auto reply = ask(client, i % 2 == 0 ? "/file" : "/blocking");
                if (reply && reply->body == content) ++whole;
            }
        });
    }
    for (std::thread& client : clients) client.join();
    CHECK(whole == 24);
    WireClient client{server.port()};
    client.send("GET /file HTTP/1.1\r\nHost: a\r\nRange: bytes=1000000-1999999\r\n\r\n");
    const auto part = client.receive();
    REQUIRE(part);
    CHECK(part->status == 206);
    CHECK(part->headers.find("Content-Length") == "1000000");
    CHECK(part->body == content.substr(1'000'000, 1'000'000));
    client.send("HEAD /file HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto head = client.receive(true);
    REQUIRE(head);
    CHECK(head->headers.find("Content-Length") == std::to_string(content.size()));
}

TEST_CASE("a file that becomes shorter while it is sent is cut, one that is replaced is sent as it was", "[wire]") {
    test::TemporaryFolder folder;
    const std::string content(32 * 1024 * 1024, 'x');
    const std::string path = folder.write("large.bin", content);
    App app{test::settings()};
    app.get<"/file">([path] { return File{path}; });
    RunningApp server{std::move(app)};
    WireClient client{server.port()};
    client.send(get("/file"));
    REQUIRE(client.has_input(5s));
    SECTION("shorter") {
        std::filesystem::resize_file(path, 1024);
        CHECK_FALSE(client.receive());
    }
    SECTION("replaced") {
        std::filesystem::rename(folder.write("new.bin", "new"), path);
        const auto reply = client.receive();
        REQUIRE(reply);
        CHECK(reply->body == content);
    }
}

TEST_CASE("pipelined requests for files are answered in their order", "[wire]") {
    test::TemporaryFolder folder;
    const std::string a = folder.write("a.txt", std::string(200'000, 'a'));
    const std::string b = folder.write("b.txt", "b");
    App app{test::settings()};
    app.get<"/a">([a] { return File{a}; });
    app.get<"/b">([b] { return File{b}; });
    RunningApp server{std::move(app)};
    WireClient client{server.port()};
    client.send(get("/a") + get("/b") + get("/a"));
    for (const std::size_t size : {200'000U, 1U, 200'000U}) {
        const auto reply = client.receive();
        REQUIRE(reply);
        CHECK(reply->body.size() == size);
    }
}
