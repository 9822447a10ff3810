// Clients that leave, content that comes late, servers that stop.
#include <catch2/catch.hpp>

#include "wire/held_service.hpp"
#include "wire/running_server.hpp"
#include "wire/wire_client.hpp"

#include <serval/problem/problem.hpp>

#include <atomic>
#include <csignal>
#include <future>
#include <list>
#include <system_error>
#include <thread>

#include <unistd.h>

using namespace serval;
using namespace serval::wire;
using namespace std::chrono_literals;

namespace {

const std::string get_x = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

/** Reads content piece by piece and answers with its size. */
class PieceService final : public Service {
public:
    void serve(Exchange& exchange) noexcept override {
        auto reading = std::make_unique<Reading>(exchange);
        BodyWaiter& waiter = *reading;
        exchange.state = std::move(reading);
        exchange.await_piece(waiter);
    }

private:
    struct Reading final : Exchange::State, BodyWaiter {
        explicit Reading(Exchange& exchange_) : exchange{exchange_} {}
        void body_arrived() override {
            const std::size_t piece = exchange.request.body().size();
            size += piece;
            largest = std::max(largest, piece);
            if (piece != 0) return exchange.await_piece(*this);
            exchange.response = Response::text(std::to_string(size) + (largest <= 64 * 1024 ? " bounded" : " unbounded"));
            exchange.finish();
        }
        void body_failed(Problem problem) override {
            exchange.response.set_status(problem.status);
            exchange.finish();
        }
        Exchange& exchange;
        std::size_t size = 0;
        std::size_t largest = 0;
    };
};

/** Has nothing to give until the test says so. */
class Late final : public ContentSource {
public:
    explicit Late(std::promise<ContentSink*>& asked) : asked_{asked} {}
    Pull pull(std::string& out, ContentSink& sink) override {
        if (pulls_++ == 0) return asked_.set_value(&sink), Pull::later;
        out += "late";
        return Pull::end;
    }

private:
    std::promise<ContentSink*>& asked_;
    int pulls_ = 0;
};

/** A server that does not wait long for its clients to hang up. */
ServerSettings brief() {
    ServerSettings settings;
    settings.limits.linger = 40ms;
    return settings;
}

/** Sends requests over one connection until the server ends it; how it went is asked afterwards. */
struct Customer {
    explicit Customer(std::uint16_t port) : client{port} {}

    void run() {
        while (client.send(get_x)) {
            const auto reply = client.receive();
            if (!reply) break;
            ++answers;
            if (reply->closes()) break;
        }
        was_reset = client.was_reset() || !client.is_closed();
    }

    WireClient client;
    int answers = 0;
    bool was_reset = false;
};

}  // namespace

TEST_CASE("content is given out piece by piece without being gathered", "[wire]") {
    PieceService service;
    RunningServer server{service};
    WireClient client{server.port()};
    const std::string content(1 << 20, 'x');
    SECTION("with a length") { client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048576\r\n\r\n" + content); }
    SECTION("in chunks") { client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n100000\r\n" + content + "\r\n0\r\n\r\n"); }
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->body == "1048576 bounded");
}

TEST_CASE("content that ends early is told to who reads it", "[wire]") {
    PieceService service;
    RunningServer server{service};
    WireClient client{server.port()};
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhello");
    client.end_sending();
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->status == 400);
}

TEST_CASE("a source that has nothing to give yet is asked again when it has", "[wire]") {
    std::promise<ContentSink*> asked;
    FunctionService service{[&](Exchange& exchange) {
        exchange.response = Response::stream(std::make_unique<Late>(asked), "text/plain");
    }};
    RunningServer server{service};
    WireClient client{server.port()};
    client.send(get_x);
    ContentSink* sink = asked.get_future().get();
    server.server().loops().front()->post([sink] { sink->content_ready(); });
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->body == "late");
}

TEST_CASE("the service is told when its client is gone, and may take its time to finish", "[wire]") {
    HeldService service;
    RunningServer server{service};
    WireClient client{server.port()};
    client.send(get_x);
    Exchange* exchange = service.arrived();
    REQUIRE(exchange != nullptr);
    client.reset();
    CHECK(service.was_cancelled());
    HeldService::release(*exchange);
}

TEST_CASE("a client that has only ended its sending is not gone", "[wire]") {
    HeldService service;
    RunningServer server{service};
    WireClient client{server.port()};
    client.send(get_x);
    client.end_sending();
    Exchange* exchange = service.arrived();
    REQUIRE(exchange != nullptr);
    HeldService::release(*exchange);
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->body == "released");
}

TEST_CASE("a stopping server answers what has begun and says that it closes", "[wire]") {
    HeldService service;
    RunningServer server{service, brief()};
    WireClient client{server.port()};
    client.send(get_x);
    Exchange* exchange = service.arrived();
    REQUIRE(exchange != nullptr);
    server.server().stop(5s);
    HeldService::release(*exchange);
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->closes());
    CHECK(client.is_closed());
    server.server().wait();
}

TEST_CASE("a request of which a part was read is answered by a stopping server", "[wire]") {
    FunctionService service{echo};
    RunningServer server{service, brief()};
    WireClient client{server.port()};
    client.send(get_x + "GET /y HTTP/1.1\r\n");   // the answer to the first tells that the second's beginning was read
    CHECK(client.receive());
    server.server().stop(5s);
    WireClient::wait_until_refused(server.port());
    client.send("Host: a\r\n\r\n");
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->body == "/y");
    CHECK(reply->closes());
    server.server().wait();
}

TEST_CASE("a stopping server closes idle connections and ends before its deadline", "[wire]") {
    FunctionService service{echo};
    RunningServer server{service, brief()};
    WireClient client{server.port()};
    client.send(get_x);
    CHECK(client.receive());
    server.server().stop(1h);
    CHECK(client.is_closed());
    server.server().wait();
    CHECK_THROWS(WireClient{server.port()});
}

TEST_CASE("what lasts longer than the deadline is cut off", "[wire]") {
    HeldService service;
    RunningServer server{service};
    WireClient client{server.port()};
    client.send(get_x);
    REQUIRE(service.arrived() != nullptr);
    server.server().stop(20ms);
    CHECK(service.was_cancelled());
    server.server().wait();
}

TEST_CASE("a server that is stopped under load resets nobody", "[wire]") {
    FunctionService service{echo};
    ServerSettings settings;
    settings.loops = 2;
    RunningServer server{service, std::move(settings)};
    std::list<Customer> customers;
    for (int i = 0; i < 16; ++i) customers.emplace_back(server.port());
    std::vector<std::thread> threads;
    for (Customer& customer : customers) threads.emplace_back([&] { customer.run(); });
    WireClient watcher{server.port()};
    for (int i = 0; i < 200; ++i) {
        watcher.send(get_x);
        REQUIRE(watcher.receive());
    }
    server.server().stop(5s);
    for (std::thread& thread : threads) thread.join();
    for (const Customer& customer : customers) CHECK_FALSE(customer.was_reset);
    watcher.end_sending();
    server.server().wait();
}

TEST_CASE("SIGTERM stops a server in good order", "[wire]") {
    FunctionService service{echo};
    Server server{brief(), service};
    auto unfinished = std::async(std::launch::async, [&] { return server.run_until_signalled(5s); });
    WireClient client{server.addresses().front().port};
    client.send(get_x);
    CHECK(client.receive());
    ::kill(::getpid(), SIGTERM);
    CHECK(client.is_closed());
    CHECK_FALSE(client.was_reset());
    CHECK(unfinished.get().empty());
}

TEST_CASE("a second signal stops a server at once", "[wire]") {
    HeldService service;
    Server server{ServerSettings{}, service};
    auto unfinished = std::async(std::launch::async, [&] { return server.run_until_signalled(1h); });
    WireClient client{server.addresses().front().port};
    client.send(get_x);
    REQUIRE(service.arrived() != nullptr);
    ::kill(::getpid(), SIGTERM);
    WireClient::wait_until_refused(server.addresses().front().port);
    ::kill(::getpid(), SIGINT);
    CHECK(unfinished.get() == std::vector<std::string>{"a service"});
    CHECK_FALSE(client.receive());
}

TEST_CASE("a port that another server has is refused with its address, on many loops too", "[wire]") {
    FunctionService service{echo};
    RunningServer first{service};
    ServerSettings settings;
    settings.loops = 2;
    settings.addresses = {{"127.0.0.1", first.port()}};
    CHECK_THROWS_WITH((Server{std::move(settings), service}), Catch::Contains("127.0.0.1:" + std::to_string(first.port())));
}

TEST_CASE("a host that is no address is refused with its text", "[wire]") {
    FunctionService service{echo};
    ServerSettings settings;
    settings.addresses = {{"nowhere", 80}};
    CHECK_THROWS_WITH((Server{std::move(settings), service}), Catch::Contains("nowhere"));
}

TEST_CASE("TLS settings that are of no use are refused when the server is made", "[wire]") {
    FunctionService service{echo};
    ServerSettings settings;
    settings.tls = test_certificate();
    SECTION("no certificate") { settings.tls->certificate = "nothing"; }
    SECTION("a key for another certificate") { settings.tls->key = test_certificate().key; }
    SECTION("a file that is not there") { settings.tls->key = "/nonexistent/key.pem"; }
    CHECK_THROWS_WITH((Server{std::move(settings), service}), Catch::Contains("TLS"));
}
