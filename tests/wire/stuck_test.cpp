// Handlers that never end: what holds is named, the rest is served, and a stop ends all the same.
#include <catch2/catch.hpp>

#include "wire/server_process.hpp"
#include "wire/wire_client.hpp"

#include <chrono>

using namespace serval::wire;
using namespace std::chrono_literals;

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
            if (status_of(observer_, "/begun") == 200) return true;
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
    CHECK(status_of(server.observer(), "/quick") == 200);
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
        REQUIRE(status_of(client, "/quick") == 200);
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
