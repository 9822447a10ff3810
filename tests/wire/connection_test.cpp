// Keep-alive, order, HEAD, content in both directions.
#include <catch2/catch.hpp>

#include "wire/running_server.hpp"
#include "wire/wire_client.hpp"

#include <ctime>

using namespace serval;
using namespace serval::wire;

namespace {

const std::string get_x = "GET /x HTTP/1.1\r\nHost: a\r\n\r\n";

/** Gives `pieces` pieces of 16 KiB each, and fails in place of the one after the last when told to. */
class Pieces final : public ContentSource {
public:
    enum class End { orderly, failure };

    Pieces(int pieces, std::optional<std::uint64_t> length, End end = End::orderly) : left_{pieces}, length_{length}, end_{end} {}

    std::optional<std::uint64_t> length() const override { return length_; }
    Pull pull(std::string& out, ContentSink&) override {
        if (left_ == 0 && end_ == End::failure) throw std::runtime_error{"no more"};
        if (left_ == 0) return Pull::end;
        out.append(piece_size, static_cast<char>('a' + --left_ % 26));
        return Pull::more;
    }

    static constexpr std::size_t piece_size = 16 * 1024;

private:
    int left_;
    std::optional<std::uint64_t> length_;
    End end_;
};

void stream_pieces(Exchange& exchange, int pieces, bool with_length, Pieces::End end = Pieces::End::orderly) {
    const auto length = with_length ? std::optional<std::uint64_t>{pieces * Pieces::piece_size} : std::nullopt;
    exchange.response = Response::stream(std::make_unique<Pieces>(pieces, length, end), "text/plain");
}

}  // namespace

TEST_CASE("a connection is kept and serves one request after another", "[wire]") {
    FunctionService service{echo};
    RunningServer server{service};
    WireClient client{server.port()};
    for (int i = 0; i < 3; ++i) {
        client.send(get_x);
        const auto reply = client.receive();
        REQUIRE(reply);
        CHECK(reply->body == "/x");
        CHECK_FALSE(reply->headers.contains("Connection"));
    }
}

TEST_CASE("a response tells its date in the one form that RFC 9110 wants", "[wire]") {
    FunctionService service{echo};
    RunningServer server{service};
    WireClient client{server.port()};
    client.send(get_x);
    const auto reply = client.receive();
    REQUIRE(reply);
    const std::string date{reply->headers.find("Date").value_or("")};
    std::tm read{};
    const char* end = ::strptime(date.c_str(), "%a, %d %b %Y %H:%M:%S GMT", &read);
    REQUIRE(end == date.c_str() + date.size());
    CHECK(date.size() == 29);   // no digit is left out
    CHECK(std::abs(std::difftime(::timegm(&read), std::time(nullptr))) < 5);
}

TEST_CASE("the client's wish to close is met", "[wire]") {
    FunctionService service{echo};
    RunningServer server{service};
    const auto fields = GENERATE(as<std::string>{}, "GET /x HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n", "GET /x HTTP/1.0\r\n\r\n",
                                 "GET /x HTTP/1.0\r\nConnection: close, keep-alive\r\n\r\n");
    WireClient client{server.port()};
    client.send(fields + get_x);
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->closes());
    CHECK(client.is_closed());
    CHECK_FALSE(client.was_reset());
}

TEST_CASE("what stands in a trailer closes no connection", "[wire]") {
    FunctionService service{echo};
    RunningServer server{service};
    WireClient client{server.port()};
    client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\nConnection: close\r\n\r\n");
    client.send("GET /next HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK_FALSE(client.receive().value().closes());
    CHECK(client.receive().value().body == "/next");
}

TEST_CASE("an HTTP/1.0 client may ask for the connection to be kept", "[wire]") {
    FunctionService service{echo};
    RunningServer server{service};
    WireClient client{server.port()};
    client.send("GET /x HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->headers.find("Connection") == "keep-alive");
    client.send(get_x);
    CHECK(client.receive());
}

TEST_CASE("pipelined requests are answered in order, more of them than are gathered at once", "[wire]") {
    FunctionService service{echo};
    RunningServer server{service};
    WireClient client{server.port()};
    std::string requests;
    for (int i = 0; i < 100; ++i) requests += "POST /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n";
    client.send(requests);
    for (int i = 0; i < 100; ++i) {
        const auto reply = client.receive();
        REQUIRE(reply);
        CHECK(reply->body == "/" + std::to_string(i));
    }
}

TEST_CASE("a client that has ended its sending still gets every answer", "[wire]") {
    FunctionService service{echo};
    RunningServer server{service};
    WireClient client{server.port()};
    client.send(get_x + get_x);
    client.end_sending();
    CHECK(client.receive());
    CHECK(client.receive());
    CHECK(client.is_closed());
}

TEST_CASE("the answer to HEAD tells the length and has no content", "[wire]") {
    const bool streamed = GENERATE(false, true);
    FunctionService service{[&](Exchange& exchange) { streamed ? stream_pieces(exchange, 2, true) : echo(exchange); }};
    RunningServer server{service};
    WireClient client{server.port()};
    client.send("HEAD /four HTTP/1.1\r\nHost: a\r\n\r\nHEAD /four HTTP/1.1\r\nHost: a\r\n\r\n");
    const std::string length = streamed ? "32768" : "5";
    for (int i = 0; i < 2; ++i) {
        const auto reply = client.receive(true);
        REQUIRE(reply);
        CHECK(reply->headers.find("Content-Length") == length);
    }
}

TEST_CASE("a status without content gets neither content nor a length", "[wire]") {
    const auto status = GENERATE(Status::no_content, Status::not_modified);
    FunctionService service{[&](Exchange& exchange) { exchange.response.set_status(status).body() = "never sent"; }};
    RunningServer server{service};
    WireClient client{server.port()};
    client.send(get_x + get_x);
    for (int i = 0; i < 2; ++i) {
        const auto reply = client.receive(true);
        REQUIRE(reply);
        CHECK(reply->status == number(status));
        CHECK_FALSE(reply->headers.contains("Content-Length"));
    }
}

TEST_CASE("fields that are the transport's to write cannot be doubled", "[wire]") {
    FunctionService service{[](Exchange& exchange) {
        echo(exchange);
        exchange.response.set_header("Content-Length", "999").set_header("transfer-encoding", "chunked").set_header("X", "kept");
    }};
    RunningServer server{service};
    WireClient client{server.port()};
    client.send(get_x);
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->headers.all("Content-Length") == std::vector<std::string_view>{"2"});
    CHECK_FALSE(reply->headers.contains("Transfer-Encoding"));
    CHECK(reply->headers.find("X") == "kept");
}

TEST_CASE("100 Continue is sent when the content is awaited, and not before", "[wire]") {
    FunctionService service{echo};
    RunningServer server{service};
    WireClient client{server.port()};
    client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 5\r\n\r\n");
    const auto interim = client.receive();
    REQUIRE(interim);
    CHECK(interim->status == 100);
    client.send("hello");
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->body == "hello");
}

TEST_CASE("a client that did not wait for 100 Continue gets none", "[wire]") {
    FunctionService service{echo};
    RunningServer server{service};
    WireClient client{server.port()};
    client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->status == 200);
}

TEST_CASE("content that is too large is refused before it is sent", "[wire]") {
    FunctionService service{echo, 100};
    RunningServer server{service};
    WireClient client{server.port()};
    SECTION("by a client that asks for leave") {
        client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 100000\r\n\r\n");
    }
    SECTION("by one that does not") { client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999\r\n\r\n"); }
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->status == 413);
    CHECK(reply->closes());
    CHECK(client.is_closed());
}

TEST_CASE("content that grows too large chunk by chunk is refused", "[wire]") {
    FunctionService service{echo, 100};
    RunningServer server{service};
    WireClient client{server.port()};
    const std::string chunk = "40\r\n" + std::string(64, 'x') + "\r\n";
    client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk + chunk);
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->status == 413);
    CHECK(client.is_closed());
    CHECK_FALSE(client.was_reset());
}

TEST_CASE("large content arrives whole", "[wire]") {
    FunctionService service{echo};
    RunningServer server{service};
    WireClient client{server.port()};
    const std::string content(1 << 20, 'x');
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(content.size()) + "\r\n\r\n" + content);
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->body == content);
}

TEST_CASE("streamed content is sent in chunks, or as it is when its length is known", "[wire]") {
    const bool with_length = GENERATE(false, true);
    FunctionService service{[&](Exchange& exchange) { stream_pieces(exchange, 100, with_length); }};
    RunningServer server{service};
    WireClient client{server.port()};
    client.send(get_x + get_x);
    for (int i = 0; i < 2; ++i) {
        const auto reply = client.receive();
        REQUIRE(reply);
        CHECK(reply->body.size() == 100 * Pieces::piece_size);
        CHECK(reply->headers.contains("Content-Length") == with_length);
    }
}

TEST_CASE("an HTTP/1.0 client gets streamed content up to the close", "[wire]") {
    FunctionService service{[](Exchange& exchange) { stream_pieces(exchange, 3, false); }};
    RunningServer server{service};
    WireClient client{server.port()};
    client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK_FALSE(reply->headers.contains("Transfer-Encoding"));
    CHECK(reply->body.size() == 3 * Pieces::piece_size);
}

TEST_CASE("streamed content that fails is cut off, so that nobody takes it for the whole", "[wire]") {
    const bool with_length = GENERATE(false, true);
    FunctionService service{[&](Exchange& exchange) { stream_pieces(exchange, 1, with_length, Pieces::End::failure); }};
    RunningServer server{service};
    WireClient client{server.port()};
    client.send(get_x);
    if (with_length) {
        CHECK(client.receive());   // whole by its length: the failure comes after it
    } else {
        CHECK_FALSE(client.receive());
    }
    CHECK(client.is_closed());
}

TEST_CASE("unread content is skipped to keep the connection, when it is little", "[wire]") {
    class Ignorant final : public Service {
        void serve(Exchange& exchange) noexcept override {
            exchange.response = Response::text("no");
            exchange.finish();
        }
    } service;
    RunningServer server{service};
    WireClient client{server.port()};
    SECTION("with a length") {
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n");
        CHECK(client.receive());
        client.send(std::string(1000, 'x') + get_x);
        CHECK(client.receive());
    }
    SECTION("in chunks") {
        client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n");
        CHECK(client.receive());
        client.send("0\r\n\r\n" + get_x);
        CHECK(client.receive());
    }
    SECTION("not when it is much") {
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
        const auto reply = client.receive();
        REQUIRE(reply);
        CHECK(reply->closes());
        client.send(std::string(100'000, 'x'));
        CHECK(client.is_closed());
        CHECK_FALSE(client.was_reset());
    }
    SECTION("not when the client waits for 100 Continue") {
        client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 10\r\n\r\n");
        const auto reply = client.receive();
        REQUIRE(reply);
        CHECK(reply->status == 200);
        CHECK(reply->closes());
    }
}

TEST_CASE("requests know the two ends of their connection", "[wire]") {
    FunctionService service{[](Exchange& exchange) {
        const Connection& ends = exchange.request.connection();
        exchange.response = Response::text(ends.remote_address + (ends.secure ? " tls " : " plain ") + std::to_string(ends.local_port));
    }};
    ServerSettings settings;
    settings.addresses = {{"::1", 0}};
    RunningServer server{service, std::move(settings)};
    WireClient client{server.port(), WireClient::Kind::plain, "::1"};
    client.send(get_x);
    const auto reply = client.receive();
    REQUIRE(reply);
    CHECK(reply->body == "::1 plain " + std::to_string(server.port()));
}
