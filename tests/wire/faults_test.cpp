// What goes wrong around a server: it goes on, says what happened, and recovers.
#include <catch2/catch.hpp>

#include <serval/serval.hpp>
#include <serval/testing/client.hpp>

#include "server/app_core.hpp"
#include "wire/running_server.hpp"
#include "wire/wire_client.hpp"

#include <atomic>
#include <filesystem>
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

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#elif defined(__has_feature)
constexpr bool sanitized = __has_feature(thread_sanitizer);
#else
constexpr bool sanitized = false;
#endif

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

/** How many descriptors this process has. */
std::size_t descriptors() {
    const std::filesystem::directory_iterator all{"/proc/self/fd"};
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

Task<Word> exhausted_task() {
    co_await sleep_for(1ms);
    throw std::bad_alloc{};
}

App exhausted_app() {
    App app{test::settings()};
    app.get<"/plain">([]() -> Word { throw std::bad_alloc{}; });
    app.get<"/blocking">([]() -> Word { throw std::bad_alloc{}; }).blocking();
    app.get<"/task">(exhausted_task);
    app.get<"/greedy">([](Query<"octets", std::size_t> octets) { return Word{std::string(*octets, 'x')}; });
    app.get<"/well">([] { return Word{"well"}; });
    return app;
}

/** Says when a handler has begun, and how it ended: true when it was cancelled. */
struct Ends {
    std::binary_semaphore begun{0};
    std::promise<bool> cancelled;
};

Task<Word> wait_long(Inject<Ends> ends) {
    ends->begun.release();
    try {
        co_await sleep_for(1h);
    } catch (const Cancelled&) {
        ends->cancelled.set_value(true);
        throw;
    }
    ends->cancelled.set_value(false);
    co_return Word("awake");
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
    CHECK(status_of(known, "/x") == 200);
    for (const auto lasting : {0ms, 350ms}) {   // time for one try, and for several
        std::optional<HeldLoop> held{std::in_place, server.server()};
        WireClient late{server.port()};
        late.send(get_x);
        {
            const NoDescriptors scarce;
            held.reset();
            CHECK(told.try_acquire_for(5s));
            CHECK(status_of(known, "/x") == 200);
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
        CHECK(status_of(client, target) == 500);
        CHECK(status_of(client, "/well") == 200);
    }
}

TEST_CASE("a handler that asks for more memory than there is is answered with 500", "[wire]") {
    if (sanitized) {
        WARN("skipped: a sanitizer ends the program in the place of std::bad_alloc");
        return;
    }
    App app = exhausted_app();
    app.build();
    RunningServer server{app.core().pipeline()};
    WireClient client{server.port()};
    CHECK(status_of(client, "/greedy?octets=70000000000000") == 500);
    CHECK(status_of(client, "/well") == 200);
}

TEST_CASE("a handler that waits is told when its client resets, and nothing of it is left", "[wire]") {
    App app{test::settings()};
    Ends& ends = app.own(std::make_shared<Ends>());
    app.get<"/">(wait_long);
    app.build();
    RunningServer server{app.core().pipeline()};
    const std::size_t before = descriptors();
    WireClient client{server.port()};
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    REQUIRE(ends.begun.try_acquire_for(5s));
    client.reset();
    auto cancelled = ends.cancelled.get_future();
    REQUIRE(cancelled.wait_for(5s) == std::future_status::ready);
    CHECK(cancelled.get());
    CHECK(descriptors() == before);
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
            const bool well = status_of(client, "/well") == 200;
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
    CHECK(status_of(client, "/x") == 200);
}
