// What clients may use up, and what happens to those who want more.
#include <catch2/catch.hpp>

#include "wire/running_server.hpp"
#include "wire/wire_client.hpp"

#include <atomic>
#include <future>
#include <thread>

#include <malloc.h>

using namespace serval;
using namespace serval::wire;
using namespace std::chrono_literals;

namespace {

const std::string get_x = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

ServerSettings with(Limits limits) {
    ServerSettings settings;
    settings.limits = limits;
    return settings;
}

void expect_refusal(WireClient& client, int status) {
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->status == status);
    CHECK(reply->closes());
    CHECK(client.is_closed());
    CHECK_FALSE(client.was_reset());
}

/** Never ends, and tells when it is given up. */
class Endless final : public ContentSource {
public:
    explicit Endless(std::promise<void>& abandoned) : abandoned_{abandoned} {}
    Pull pull(std::string& out, ContentSink&) override { return out.append(16 * 1024, 'x'), Pull::more; }
    void abandon() noexcept override { abandoned_.set_value(); }

private:
    std::promise<void>& abandoned_;
};

}  // namespace

TEST_CASE("a head that is too large is refused by what is too large in it", "[wire]") {
    FunctionService service{echo};
    RunningServer server{service};
    WireClient client{server.port()};
    SECTION("the target") {
        client.send("GET /" + std::string(8 * 1024, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n");
        expect_refusal(client, 414);
    }
    SECTION("a target without an end") {
        client.send("GET /" + std::string(9 * 1024, 'x'));
        expect_refusal(client, 414);
    }
    SECTION("one field") {
        client.send("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(16 * 1024, 'x') + "\r\n\r\n");
        expect_refusal(client, 431);
    }
    SECTION("a field without an end") {
        client.send("GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(16 * 1024, 'x'));
        expect_refusal(client, 431);
    }
    SECTION("the number of fields") {
        std::string fields;
        for (int i = 0; i < 100; ++i) fields += "X: y\r\n";
        client.send("GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n");
        expect_refusal(client, 431);
    }
}

TEST_CASE("trailers and chunk extensions without end are refused", "[wire]") {
    FunctionService service{echo};
    RunningServer server{service};
    WireClient client{server.port()};
    const std::string head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
    SECTION("extensions") {
        std::string chunks;
        for (int i = 0; i < 40; ++i) chunks += "1;" + std::string(1000, 'x') + "\r\ny\r\n";
        client.send(head + chunks);
        expect_refusal(client, 400);
    }
    SECTION("trailers") {
        std::string trailers;
        for (int i = 0; i < 40; ++i) trailers += "X: " + std::string(1000, 'x') + "\r\n";
        client.send(head + "0\r\n" + trailers);
        expect_refusal(client, 431);
    }
    SECTION("a line without an end") {
        client.send(head + "1;" + std::string(5000, 'x'));
        expect_refusal(client, 400);
    }
}

TEST_CASE("a head that does not end in time is answered with 408", "[wire]") {
    Limits limits;
    limits.head_deadline = 40ms;
    FunctionService service{echo};
    RunningServer server{service, with(limits)};
    WireClient client{server.port()};
    client.send("GET / HTTP/1.1\r\nHost: a\r\n");
    expect_refusal(client, 408);
}

TEST_CASE("the head's deadline does not move with every octet", "[wire]") {
    Limits limits;
    limits.head_deadline = 40ms;
    FunctionService service{echo};
    RunningServer server{service, with(limits)};
    WireClient client{server.port()};
    const auto end = std::chrono::steady_clock::now() + 5s;
    client.send("GET / HTTP/1.1\r\nX: ");
    while (!client.has_input(5ms) && std::chrono::steady_clock::now() < end) client.send("x");
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->status == 408);
}

TEST_CASE("an idle connection is closed", "[wire]") {
    Limits limits;
    limits.idle_deadline = 40ms;
    FunctionService service{echo};
    RunningServer server{service, with(limits)};
    WireClient client{server.port()};
    SECTION("before its first request") {}
    SECTION("after a request") {
        client.send(get_x);
        CHECK(client.receive());
    }
    CHECK(client.is_closed());
    CHECK_FALSE(client.was_reset());
}

TEST_CASE("content that comes too slowly is answered with 408", "[wire]") {
    Limits limits;
    limits.content_grace = 40ms;
    limits.content_octets_per_second = 1'000'000;
    FunctionService service{echo};
    RunningServer server{service, with(limits)};
    WireClient client{server.port()};
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\nhello");
    const auto end = std::chrono::steady_clock::now() + 5s;
    while (!client.has_input(5ms) && std::chrono::steady_clock::now() < end) client.send("x");
    expect_refusal(client, 408);
}

TEST_CASE("a client that takes nothing of its answer is cut off, and the answer's source told", "[wire]") {
    Limits limits;
    limits.write_stall = 40ms;
    std::promise<void> abandoned;
    FunctionService service{[&](Exchange& exchange) {
        exchange.response = Response::stream(std::make_unique<Endless>(abandoned), "text/plain");
    }};
    RunningServer server{service, with(limits)};
    WireClient client{server.port()};
    client.send(get_x);
    CHECK(abandoned.get_future().wait_for(5s) == std::future_status::ready);
}

TEST_CASE("a client that sends requests and reads no answer does not make the server go ahead", "[wire]") {
    constexpr int requests = 4000;
    std::atomic<int> served = 0;
    FunctionService service{[&](Exchange& exchange) {
        ++served;
        exchange.response = Response::text(std::string(16 * 1024, 'x'));
    }};
    RunningServer server{service};
    WireClient client{server.port()};
    std::string all;
    for (int i = 0; i < requests; ++i) all += get_x;
    std::thread sender{[&] { client.send(all); }};
    for (int i = 0; i < requests; ++i) {
        REQUIRE(client.receive());
        REQUIRE(served - i < 1000);   // what the kernel holds, and one batch
    }
    sender.join();
}

TEST_CASE("content that takes too long in all is answered with 408, however steadily it comes", "[wire]") {
    Limits limits;
    limits.content_deadline = 60ms;
    FunctionService service{echo};
    RunningServer server{service, with(limits)};
    WireClient client{server.port()};
    const auto end = std::chrono::steady_clock::now() + 5s;
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
    while (!client.has_input(1ms) && std::chrono::steady_clock::now() < end) client.send("xxxxxxxx");
    expect_refusal(client, 408);
}

TEST_CASE("a deadline is not early, and late by less than a second", "[wire]") {
    Limits limits;
    limits.head_deadline = 300ms;
    FunctionService service{echo};
    RunningServer server{service, with(limits)};
    WireClient client{server.port()};
    client.send(get_x);
    CHECK(client.receive());
    const auto begin = std::chrono::steady_clock::now();
    client.send("G");
    CHECK(client.receive()->status == 408);
    const auto took = std::chrono::steady_clock::now() - begin;
    CHECK(took >= limits.head_deadline - 75ms);   // the loop's own time may be a sweep old when the first octet comes
    CHECK(took < limits.head_deadline + 1s);
}

TEST_CASE("ten thousand pipelined requests of a client that never reads cost bounded memory", "[wire]") {
    static constexpr int requests = 10'000;
    static constexpr std::size_t answer = 16 * 1024;
    Limits limits;
    limits.write_stall = 200ms;
    std::atomic<int> served = 0;
    std::atomic<std::size_t> most = 0;
    FunctionService service{[&](Exchange& exchange) {
        ++served;
        most = std::max(most.load(), static_cast<std::size_t>(::mallinfo2().uordblks));   // sanitizers have none to tell
        exchange.response = Response::text(std::string(answer, 'x'));
    }};
    RunningServer server{service, with(limits)};
    std::string all;
    for (int i = 0; i < requests; ++i) all += get_x;
    WireClient client{server.port()};
    const std::size_t before = ::mallinfo2().uordblks;
    client.send(all);
    CHECK(client.is_cut_off(5s));
    CHECK(served > 32);   // more than one batch
    CHECK(served * answer < 16 << 20);   // what the kernel takes for the client, and one batch
    CHECK(most < before + (1 << 20));
}

TEST_CASE("connections over the limit are turned away with 503", "[wire]") {
    Limits limits;
    SECTION("in total") { limits.connections = 1; }
    SECTION("for an address") { limits.connections_per_address = 1; }
    FunctionService service{echo};
    RunningServer server{service, with(limits)};
    {
        WireClient first{server.port()};
        first.send(get_x);
        CHECK(first.receive());
        WireClient second{server.port()};
        const auto reply = second.receive();
        REQUIRE(reply);
        CHECK(reply->status == 503);
        first.send("GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        CHECK(first.receive());
        CHECK(first.is_closed());
    }
    const auto end = std::chrono::steady_clock::now() + 5s;
    std::optional<wire::Reply> reply;
    while ((!reply || reply->status != 200) && std::chrono::steady_clock::now() < end) {
        WireClient third{server.port()};
        third.send(get_x);
        reply = third.receive();
    }
    REQUIRE(reply);
    CHECK(reply->status == 200);
}
