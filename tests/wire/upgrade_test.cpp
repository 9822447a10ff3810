// Connections that leave HTTP by a 101, and what the server still answers for then.
#include <catch2/catch.hpp>

#include "wire/held_service.hpp"
#include "wire/running_server.hpp"
#include "wire/wire_client.hpp"

#include <atomic>

using namespace serval;
using namespace serval::wire;
using namespace std::chrono_literals;

namespace {

const std::string upgrade_x = "GET /x HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Upgrade\r\nUpgrade: echo\r\n\r\n";
const std::string get_x = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

/** What the protocols of a test have seen. */
struct Seen {
    std::promise<void> begun;
    std::promise<void> gone;   // the protocol is destroyed
    std::atomic<bool> ended = false;
    std::atomic<bool> failed = false;
    std::atomic<bool> stopped = false;
    std::atomic<bool> cut = false;
};

bool comes(std::promise<void>& promise) { return promise.get_future().wait_for(5s) == std::future_status::ready; }

/** Sends back what it gets, and says good-bye when the server stops. */
class Echo : public UpgradedProtocol {
public:
    explicit Echo(Seen& seen) : seen_{seen} {}
    ~Echo() override { seen_.gone.set_value(); }

    void begin(UpgradedConnection& connection) override {
        connection_ = &connection;
        seen_.begun.set_value();
        go_on();
    }
    void readable() override { go_on(); }
    void writable() override { go_on(); }
    void stop() override {
        seen_.stopped = true;
        ending_ = true;
        pending_ += "bye";
        go_on();
    }
    void cut() noexcept override {
        seen_.cut = true;
        connection_->close(UpgradedConnection::Close::abrupt);
    }

protected:
    UpgradedConnection& connection() { return *connection_; }

private:
    using State = UpgradedConnection::State;

    void go_on() {
        while (send_back() && !ending_) {
            if (!take()) return;
        }
        if (pending_.empty() && ending_) connection_->close(UpgradedConnection::Close::orderly);
    }

    bool take() {
        std::array<char, 1000> room;
        const auto moved = connection_->read(room);
        if (moved.state == State::later) return connection_->await_readable(), false;
        if (moved.state == State::failed) return fail(), false;
        if (moved.state == State::ended) seen_.ended = ending_ = true;
        pending_.append(room.data(), moved.count);
        return true;
    }

    /** True when all is sent. */
    bool send_back() {
        while (!pending_.empty()) {
            const auto moved = connection_->write(pending_);
            if (moved.state == State::later) return connection_->await_writable(), false;
            if (moved.state == State::failed) return fail(), false;
            pending_.erase(0, moved.count);
        }
        return true;
    }

    void fail() {
        seen_.failed = true;
        connection_->close(UpgradedConnection::Close::abrupt);
    }

    Seen& seen_;
    UpgradedConnection* connection_ = nullptr;
    std::string pending_;
    bool ending_ = false;
};

class Impatient final : public Echo {
public:
    using Echo::Echo;
    void begin(UpgradedConnection& given) override {
        Echo::begin(given);
        given.set_idle_deadline(40ms);
    }
};

/** Does not hear that the server stops. */
class Deaf final : public Echo {
public:
    using Echo::Echo;
    void stop() override {}
};

/** Never has enough of sending. */
class Flood final : public Echo {
public:
    using Echo::Echo;
    void begin(UpgradedConnection& given) override {
        Echo::begin(given);
        writable();
    }
    void writable() override {
        while (connection().write(std::string(16 * 1024, 'x')).state == UpgradedConnection::State::some) {}
        connection().await_writable();
    }
};

class Faulty final : public Echo {
public:
    using Echo::Echo;
    void begin(UpgradedConnection& given) override { given.await_readable(); }
    void readable() override { throw std::bad_alloc{}; }
};

/** Grants every upgrade that may be granted; answers anything else by its target. */
template <class Protocol>
FunctionService upgrading(Seen& seen) {
    return FunctionService{[&seen](Exchange& exchange) {
        if (!exchange.may_upgrade()) return echo(exchange);
        exchange.upgrade = std::make_unique<Protocol>(seen);
        exchange.response = Response{Status::switching_protocols};
        exchange.response.set_header("Upgrade", "echo");
    }};
}

ServerSettings settings_for(WireClient::Kind kind, Limits limits = {}) {
    ServerSettings settings;
    settings.limits = limits;
    if (kind == WireClient::Kind::tls) settings.tls = test_certificate();
    return settings;
}

void expect_switch(WireClient& client) {
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->status == 101);
    CHECK(reply->headers.find("Connection") == "upgrade");
    CHECK(reply->headers.find("Upgrade") == "echo");
    CHECK_FALSE(reply->headers.contains("Content-Length"));
}

}  // namespace

TEST_CASE("a service that answers 101 has the connection, with what came right behind the request", "[wire]") {
    const auto kind = GENERATE(WireClient::Kind::plain, WireClient::Kind::tls);
    Seen seen;
    FunctionService service = upgrading<Echo>(seen);
    RunningServer server{service, settings_for(kind)};
    WireClient client{server.port(), kind};
    client.send(get_x + upgrade_x + "early ");
    const auto first = client.receive();
    REQUIRE(first);
    CHECK(first->body == "/x");
    expect_switch(client);
    CHECK(client.take(6) == "early ");
    client.send("GET / HTTP/1.1\r\n\r\n");   // HTTP no more
    CHECK(client.take(18) == "GET / HTTP/1.1\r\n\r\n");
    client.end_sending();
    CHECK(client.is_closed());
    CHECK_FALSE(client.was_reset());
    CHECK(comes(seen.gone));
    CHECK(seen.ended);
}

TEST_CASE("an upgraded connection carries much in both directions, no faster than the peer takes it", "[wire]") {
    const auto kind = GENERATE(WireClient::Kind::plain, WireClient::Kind::tls);
    Seen seen;
    FunctionService service = upgrading<Echo>(seen);
    RunningServer server{service, settings_for(kind)};
    WireClient client{server.port(), kind};
    client.send(upgrade_x);
    expect_switch(client);
    const std::string piece(100'000, 'x');
    for (int i = 0; i < 20; ++i) {
        client.send(piece);
        CHECK(client.take(piece.size()) == piece);
    }
}

TEST_CASE("a request whose upgrade is not granted gets an ordinary answer", "[wire]") {
    FunctionService service{echo};
    RunningServer server{service};
    WireClient client{server.port()};
    client.send(upgrade_x + get_x);
    for (int i = 0; i < 2; ++i) {
        const auto reply = client.receive();
        REQUIRE(reply);
        CHECK(reply->status == 200);
        CHECK_FALSE(reply->closes());
    }
}

TEST_CASE("an upgrade may be granted where it is asked for in HTTP/1.1, and nowhere else", "[wire]") {
    Seen seen;
    FunctionService service = upgrading<Echo>(seen);
    RunningServer server{service};
    WireClient client{server.port()};
    SECTION("HTTP/1.0") { client.send("GET /x HTTP/1.0\r\nConnection: upgrade\r\nUpgrade: echo\r\n\r\n"); }
    SECTION("no Upgrade field") { client.send("GET /x HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\n\r\n"); }
    SECTION("no option in Connection") { client.send("GET /x HTTP/1.1\r\nHost: a\r\nConnection: upgraded\r\nUpgrade: echo\r\n\r\n"); }
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->body == "/x");
}

TEST_CASE("an interim status is no final answer: what nobody asked for is sent as a 500", "[wire]") {
    const auto status = GENERATE(Status::switching_protocols, Status::continue_, Status::early_hints);
    FunctionService service{[&](Exchange& exchange) { exchange.response.set_status(status); }};
    RunningServer server{service};
    WireClient client{server.port()};
    client.send(upgrade_x + get_x);
    for (int i = 0; i < 2; ++i) {
        const auto reply = client.receive();
        REQUIRE(reply);
        CHECK(reply->status == 500);
    }
}

TEST_CASE("a protocol whose peer resets sees it, and is gone soon", "[wire]") {
    const auto kind = GENERATE(WireClient::Kind::plain, WireClient::Kind::tls);
    Seen seen;
    FunctionService service = upgrading<Echo>(seen);
    RunningServer server{service, settings_for(kind)};
    WireClient client{server.port(), kind};
    client.send(upgrade_x);
    expect_switch(client);
    client.reset();
    CHECK(comes(seen.gone));
    CHECK(seen.failed);
}

TEST_CASE("a stopping server lets upgraded connections say good-bye", "[wire]") {
    const auto kind = GENERATE(WireClient::Kind::plain, WireClient::Kind::tls);
    Seen seen;
    FunctionService service = upgrading<Echo>(seen);
    RunningServer server{service, settings_for(kind)};
    WireClient client{server.port(), kind};
    client.send(upgrade_x);
    expect_switch(client);
    CHECK(comes(seen.begun));
    server.server().stop(1h);
    CHECK(client.take(3) == "bye");
    CHECK(client.is_closed());
    CHECK_FALSE(client.was_reset());
    client.end_sending();
    server.server().wait();
    CHECK(seen.stopped);
}

TEST_CASE("an upgrade that is granted while the server stops is told so at once", "[wire]") {
    Seen seen;
    HeldService service;
    RunningServer server{service};
    WireClient client{server.port()};
    client.send(upgrade_x);
    Exchange* exchange = service.arrived();
    REQUIRE(exchange != nullptr);
    server.server().stop(1h);
    WireClient::wait_until_refused(server.port());
    exchange->loop().post([&, exchange] {
        exchange->state.reset();
        exchange->upgrade = std::make_unique<Echo>(seen);
        exchange->response = Response{Status::switching_protocols};
        exchange->response.set_header("Upgrade", "echo");
        exchange->finish();
    });
    expect_switch(client);
    CHECK(client.take(3) == "bye");
    client.end_sending();
    server.server().wait();
}

TEST_CASE("an upgraded connection that outlasts the server's grace is cut, and its protocol told", "[wire]") {
    Seen seen;
    FunctionService service = upgrading<Deaf>(seen);
    RunningServer server{service};
    WireClient client{server.port()};
    client.send(upgrade_x);
    expect_switch(client);
    CHECK(comes(seen.begun));
    server.server().stop(20ms);
    server.server().wait();
    CHECK(seen.cut);
}

TEST_CASE("an upgraded connection on which nothing happens is closed after its idle deadline", "[wire]") {
    Seen seen;
    FunctionService service = upgrading<Impatient>(seen);
    RunningServer server{service};
    WireClient client{server.port()};
    client.send(upgrade_x);
    expect_switch(client);
    CHECK(client.is_closed());
    CHECK(comes(seen.gone));
    CHECK(seen.cut);
}

TEST_CASE("an upgraded connection whose peer takes nothing is cut off", "[wire]") {
    Seen seen;
    Limits limits;
    limits.write_stall = 40ms;
    FunctionService service = upgrading<Flood>(seen);
    RunningServer server{service, settings_for(WireClient::Kind::plain, limits)};
    WireClient client{server.port()};
    client.send(upgrade_x);
    CHECK(comes(seen.gone));
    CHECK(seen.cut);
}

TEST_CASE("a protocol that throws loses its connection, and the server goes on", "[wire]") {
    Seen seen;
    FunctionService service = upgrading<Faulty>(seen);
    RunningServer server{service};
    WireClient client{server.port()};
    client.send(upgrade_x);
    expect_switch(client);
    client.send("x");
    CHECK(client.is_closed());
    CHECK(comes(seen.gone));
    WireClient other{server.port()};
    other.send(get_x);
    CHECK(other.receive());
}

TEST_CASE("an upgraded connection counts as one until it is closed", "[wire]") {
    Seen seen;
    Limits limits;
    limits.connections = 1;
    FunctionService service = upgrading<Echo>(seen);
    RunningServer server{service, settings_for(WireClient::Kind::plain, limits)};
    WireClient client{server.port()};
    client.send(upgrade_x);
    expect_switch(client);
    {
        WireClient second{server.port()};
        const auto reply = second.receive();
        REQUIRE(reply);
        CHECK(reply->status == 503);
    }
    client.end_sending();
    CHECK(client.is_closed());
    WireClient third{server.port()};
    third.send(get_x);
    const auto reply = third.receive();
    REQUIRE(reply);
    CHECK(reply->status == 200);
}
