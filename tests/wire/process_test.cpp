// A server in a process of its own, which SIGTERM stops while it is busy.
#include <catch2/catch.hpp>

#include "wire/listening.hpp"
#include "wire/server_process.hpp"
#include "wire/wire_client.hpp"

#include <algorithm>
#include <chrono>
#include <future>
#include <latch>
#include <list>

using namespace serval::wire;

namespace {

const std::string begun = "GET /plaintext HTTP/1.1\r\nHo";
const std::string ended = "st: a\r\n\r\n";

/** True when every request that has begun is answered whole, up to an answer which says that it is the last.

    The end of each request is sent together with the beginning of the next: whenever an answer is there, the server has
    read octets of another request, and owes its answer whatever happens.
*/
bool is_answered_throughout(std::uint16_t port, std::latch& busy) {
    WireClient client{port};
    client.send(begun);
    for (int answers = 0;; ++answers) {
        if (answers == 50) busy.count_down();
        client.send(ended + begun);
        const auto reply = client.receive();
        const bool whole = reply && reply->status == 200 && reply->body == "Hello, World!";
        if (whole && !reply->closes()) continue;
        if (answers < 50) busy.count_down();   // too early: nobody must wait for it
        return whole && client.is_closed() && !client.was_reset();
    }
}

bool is_greeted(WireClient& client) {
    const auto reply = client.receive();
    return reply && reply->status == 200 && reply->body == "Hello, World!";
}

/** `count` clients, of each of which the server has read the beginning of a second request: it came with the end of the first. */
std::list<WireClient> begun_clients(std::uint16_t port, int count) {
    std::list<WireClient> clients;
    for (int i = 0; i < count; ++i) {
        clients.emplace_back(port).send(begun + ended + begun);
        REQUIRE(is_greeted(clients.back()));
    }
    return clients;
}

}  // namespace

TEST_CASE("a process that SIGTERM stops accepts no more at once, and answers each of many connections that are in mid-request", "[wire]") {
    using Clock = std::chrono::steady_clock;
    auto quickest = Clock::duration::max();
    for (int i = 0; i < 3; ++i) {   // the best of three: the machine may be busy otherwise
        ServerProcess process{{SERVAL_BENCH_SERVER, "0", "2"}};
        std::list<WireClient> clients = begun_clients(process.port(), 300);
        const auto told = Clock::now();
        process.terminate();
        WireClient::wait_until_refused(process.port());
        quickest = std::min(quickest, Clock::now() - told);
        int answered = 0;
        for (WireClient& client : clients) {
            client.send(ended);
            const auto reply = client.receive();
            answered += reply && reply->status == 200 && reply->closes() && client.is_closed() && !client.was_reset() ? 1 : 0;
        }
        CHECK(answered == 300);
        clients.clear();
        CHECK(process.wait() == 0);
    }
    CHECK(quickest < std::chrono::milliseconds{100});
}

TEST_CASE("a restart on a socket that is handed in loses no connection", "[wire]") {
    const Listening listening;
    const std::vector<std::string> command{"sh", "-c", "LISTEN_PID=$$ LISTEN_FDS=1 exec \"$0\" \"$@\"", SERVAL_BENCH_SERVER, "0", "2"};
    std::optional<ServerProcess> process{std::in_place, command, listening.socket()};
    CHECK(process->port() == listening.port());
    std::latch busy{50};
    auto customers = std::async(std::launch::async, [&] {
        int answered = 0;
        for (int i = 0; i < 500; ++i) {
            WireClient client{listening.port()};
            client.send("GET /plaintext HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            if (is_greeted(client) && client.is_closed() && !client.was_reset()) ++answered;
            if (i < 50) busy.count_down();
        }
        return answered;
    });
    busy.wait();
    process->terminate();
    CHECK(process->wait() == 0);
    process.emplace(command, listening.socket());
    CHECK(customers.get() == 500);
    process->terminate();
    CHECK(process->wait() == 0);
}

TEST_CASE("a process that SIGTERM stops under load answers all it has begun to read, and exits with 0", "[wire]") {
    constexpr int clients = 8;
    ServerProcess process{{SERVAL_BENCH_SERVER, "0", "2"}};
    std::latch busy{clients};
    std::vector<std::future<bool>> all;
    for (int i = 0; i < clients; ++i) {
        all.push_back(std::async(std::launch::async, [&] { return is_answered_throughout(process.port(), busy); }));
    }
    busy.wait();
    process.terminate();
    for (auto& client : all) CHECK(client.get());
    CHECK(process.wait() == 0);
}

TEST_CASE("what is refused before it is a request has a line in the access log, too", "[wire]") {
    ServerProcess process{{SERVAL_STUCK_SERVER, "--listen", "127.0.0.1:0", "--log-access", "--log-destination", "stdout"}};
    WireClient client{process.port()};
    client.send("GET /quick HTTP/1.1\r\n\r\n");
    REQUIRE(client.receive().value().status == 400);
    process.terminate();
    const std::string line = process.line_with("request refused");
    CHECK_THAT(line, Catch::Contains(R"(status=400 detail="Host is missing (RFC 9112, section 3.2)." remote=127.0.0.1 port=)"));
    CHECK(process.wait() == 0);
}
