// What goes wrong around a server: it goes on, says what happened, and recovers.
#include <catch2/catch.hpp>

#include <serval/serval.hpp>
#include <serval/testing/client.hpp>

#include "server/app_core.hpp"
#include "wire/running_server.hpp"
#include "wire/server_process.hpp"
#include "wire/wire_client.hpp"

#include <atomic>
#include <future>
#include <latch>
#include <new>
#include <semaphore>

#include <sys/resource.h>
#include <unistd.h>

using namespace serval;
using namespace serval::wire;
using namespace std::chrono_literals;

namespace {

const std::string get_x = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

int ask(WireClient& client, const std::string& target) {
    client.send("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto reply = client.receive();
    return reply ? reply->status : 0;
}

#ifdef __SANITIZE_ADDRESS__   // which no preset has without UBSan
constexpr bool sanitizer_needs_descriptors = true;
#else
constexpr bool sanitizer_needs_descriptors = false;
#endif

/** While it lives, this process gets no new descriptor. */
class NoDescriptors {
public:
    NoDescriptors() {
        ::getrlimit(RLIMIT_NOFILE, &usual_);
        const int next = ::dup(STDIN_FILENO);
        ::close(next);
        const rlimit none{static_cast<rlim_t>(next), usual_.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &none);
    }
    ~NoDescriptors() { ::setrlimit(RLIMIT_NOFILE, &usual_); }
    NoDescriptors(const NoDescriptors&) = delete;
    NoDescriptors& operator=(const NoDescriptors&) = delete;

private:
    rlimit usual_{};
};

/** Has the server's only loop do nothing until the end of the scope, so that nothing is accepted meanwhile. */
class HeldLoop {
public:
    explicit HeldLoop(Server& server) {
        server.loops().front()->post([this] {
            held_.count_down();
            released_.wait();
            left_.count_down();
        });
        held_.wait();
    }
    ~HeldLoop() {
        released_.count_down();
        left_.wait();
    }

private:
    std::latch held_{1};
    std::latch released_{1};
    std::latch left_{1};
};

struct Word {
    std::string word;
};

Task<Word> exhausted_task() {
    co_await sleep_for(1ms);
    throw std::bad_alloc{};
}

App exhausted_app() {
    App app{test::settings()};
    app.get<"/plain">([]() -> Word { throw std::bad_alloc{}; });
    app.get<"/blocking">([]() -> Word { throw std::bad_alloc{}; }).blocking();
    app.get<"/task">(exhausted_task);
    app.get<"/well">([] { return Word{"well"}; });
    return app;
}

class Endless final : public ContentSource {
public:
    Pull pull(std::string& out, ContentSink&) override { return out.append(16 * 1024, 'x'), Pull::more; }
};

void stream_or_echo(Exchange& exchange) {
    if (exchange.request.path() != "/stream") return echo(exchange);
    exchange.response = Response::stream(std::make_unique<Endless>(), "text/plain");
}

}  // namespace

TEST_CASE("a server that is out of descriptors says so once each time, serves whom it has, and accepts again when there are some", "[wire]") {
    if (sanitizer_needs_descriptors) {
        WARN("skipped: UBSan opens a pipe to look at a type, and takes it for broken where it gets none");
        return;
    }
    std::atomic<int> warnings = 0;
    std::counting_semaphore<> told{0};
    ServerSettings settings;
    settings.warn = [&](std::string_view) {
        ++warnings;
        told.release();
    };
    FunctionService service{echo};
    RunningServer server{service, std::move(settings)};
    WireClient known{server.port()};
    CHECK(ask(known, "/x") == 200);
    for (const auto lasting : {0ms, 350ms}) {   // time for one try, and for several
        std::optional<HeldLoop> held{std::in_place, server.server()};
        WireClient late{server.port()};
        late.send(get_x);
        {
            const NoDescriptors scarce;
            held.reset();
            CHECK(told.try_acquire_for(5s));
            CHECK(ask(known, "/x") == 200);
            CHECK_FALSE(late.has_input(lasting));
        }
        CHECK(late.receive());
        late.end_sending();
        CHECK(late.is_closed());   // so that its descriptor is not given up in the next round
    }
    CHECK(warnings == 2);
}

TEST_CASE("a handler that is out of memory is answered with 500, and the next one as if nothing had been", "[wire]") {
    App app = exhausted_app();
    app.build();
    RunningServer server{app.core().pipeline()};
    WireClient client{server.port()};
    for (const std::string target : {"/plain", "/blocking", "/task"}) {
        CAPTURE(target);
        CHECK(ask(client, target) == 500);
        CHECK(ask(client, "/well") == 200);
    }
}

TEST_CASE("a client that resets, at whatever stage, leaves nothing behind", "[wire]") {
    const auto kind = GENERATE(WireClient::Kind::plain, WireClient::Kind::tls);
    const std::vector<std::string> stages{
        "",
        "G",
        "GET /x HTTP/1.1\r\nHost: a\r\n",
        get_x,
        get_x + get_x + "GET /y",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhello",
        "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
        "GET /stream HTTP/1.1\r\nHost: a\r\n\r\n",
        "nonsense\r\n\r\n",
    };
    FunctionService service{stream_or_echo};
    ServerSettings settings;
    settings.limits.connections = 1;   // so that whoever is left behind keeps the next one out
    if (kind == WireClient::Kind::tls) settings.tls = test_certificate();
    RunningServer server{service, std::move(settings)};
    const auto served = [&](const std::string& octets) {
        try {
            WireClient client{server.port(), kind};
            client.send(octets);
            client.reset();
            return true;
        } catch (const std::runtime_error&) {   // turned away before the handshake: the last one's reset is not seen yet
            return false;
        }
    };
    const auto answered = [&] {
        try {
            WireClient client{server.port(), kind};
            const bool well = ask(client, "/well") == 200;
            client.end_sending();
            return well && client.is_closed();
        } catch (const std::runtime_error&) {
            return false;
        }
    };
    for (const std::string& octets : stages) {
        CAPTURE(octets);
        const auto end = std::chrono::steady_clock::now() + 5s;
        while (!served(octets) && std::chrono::steady_clock::now() < end) {}
        bool well = false;
        while (!(well = answered()) && std::chrono::steady_clock::now() < end) {}
        CHECK(well);
    }
}

TEST_CASE("a TLS handshake that is given up leaves nothing behind", "[wire]") {
    FunctionService service{echo};
    ServerSettings settings;
    settings.tls = test_certificate();
    RunningServer server{service, std::move(settings)};
    for (const std::string& octets : {std::string{}, std::string{"\x16\x03\x01\x02", 4}, get_x}) {
        WireClient client{server.port()};
        client.send(octets);
        client.reset();
    }
    WireClient client{server.port(), WireClient::Kind::tls};
    CHECK(ask(client, "/x") == 200);
}

namespace {

/** A server whose handlers never end, of which `target` has begun to be served. */
class StuckServer {
public:
    explicit StuckServer(const std::string& target, const std::string& threads = "1")
        : process_{{SERVAL_STUCK_SERVER, "--listen", "127.0.0.1:0", "--threads", threads, "--workers", "1", "--worker-queue", "1",
                    "--stop-timeout", "100ms", "--log-destination", "stdout"}},
          observer_{process_.port()}, client_{process_.port()} {
        client_.send("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    [[nodiscard]] bool has_begun() {
        const auto end = std::chrono::steady_clock::now() + 5s;
        while (std::chrono::steady_clock::now() < end) {
            if (ask(observer_, "/begun") == 200) return true;
        }
        return false;
    }
    [[nodiscard]] ServerProcess& process() { return process_; }
    [[nodiscard]] WireClient& observer() { return observer_; }
    [[nodiscard]] WireClient& client() { return client_; }

    /** What it logs when SIGTERM ends it, as it has to. */
    [[nodiscard]] std::string stop() {
        process_.terminate();
        CHECK(process_.wait() == 0);
        return process_.rest();
    }

private:
    ServerProcess process_;
    WireClient observer_;
    WireClient client_;
};

}  // namespace

TEST_CASE("handlers that never return cost their workers: who waits gets 503, the rest is served, and a stop leaves them behind by name",
          "[wire]") {
    StuckServer server{"/stuck"};
    REQUIRE(server.has_begun());
    const std::string stuck = "GET /stuck HTTP/1.1\r\nHost: a\r\n\r\n";
    WireClient second{server.process().port()};
    WireClient third{server.process().port()};
    second.send(stuck);
    third.send(stuck);   // one of them waits in the queue, the other finds it full
    const auto end = std::chrono::steady_clock::now() + 5s;
    while (!second.has_input(1ms) && !third.has_input(1ms) && std::chrono::steady_clock::now() < end) {}
    const auto reply = second.has_input(0ms) ? second.receive() : third.receive();
    REQUIRE(reply);
    CHECK(reply->status == 503);
    CHECK(reply->headers.contains("Retry-After"));
    CHECK(ask(server.observer(), "/quick") == 200);
    CHECK_THAT(server.stop(), Catch::Contains("left behind") && Catch::Contains("endpoint=/stuck"));
}

TEST_CASE("a handler that never returns to its loop is named while it holds it, and the server stops within its deadline all the same", "[wire]") {
    const std::string target = GENERATE("/held", "/held-later");
    CAPTURE(target);
    StuckServer server{target};
    CHECK(server.process().line_with("has not answered").find("the handler of " + target + " holds it") != std::string::npos);
    CHECK_FALSE(server.observer().has_input(0ms));
    const auto told = std::chrono::steady_clock::now();
    CHECK_THAT(server.stop(), Catch::Contains("left behind") && Catch::Contains("endpoint=" + target));
    CHECK(std::chrono::steady_clock::now() - told < 5s);   // of which 1.1 are the deadline and the patience after it
}

TEST_CASE("while a handler holds its loop, another one serves whoever comes, in its place too", "[wire]") {
    StuckServer server{"/held", "2"};
    CHECK_FALSE(server.process().line_with("has not answered").empty());
    for (int i = 0; i < 40; ++i) {   // the kernel gives each to one of the loops
        WireClient client{server.process().port()};
        REQUIRE(ask(client, "/quick") == 200);
    }
    CHECK_THAT(server.stop(), Catch::Contains("endpoint=/held"));
}

TEST_CASE("a coroutine that waits when the stop's deadline comes is cancelled, and ends", "[wire]") {
    StuckServer server{"/asleep"};
    REQUIRE(server.has_begun());
    CHECK_THAT(server.stop(), !Catch::Contains("left behind") && Catch::Contains("stopped"));
    CHECK_FALSE(server.client().receive());
}

TEST_CASE("a coroutine that does not end when it is cancelled is left behind by name", "[wire]") {
    StuckServer server{"/stubborn"};
    REQUIRE(server.has_begun());
    CHECK_THAT(server.stop(), Catch::Contains("left behind") && Catch::Contains("endpoint=/stubborn"));
}
