// Middlewares that wrap content, behind a real server: how it is framed, when it leaves, and what a client's going away ends.
#include <catch2/catch.hpp>

#include <serval/middleware/compression.hpp>
#include <serval/middleware/concurrency_limit.hpp>
#include <serval/middleware/decompression.hpp>
#include <serval/middleware/metrics.hpp>
#include <serval/serval.hpp>
#include <serval/testing/client.hpp>

#include "coding/content_coder.hpp"
#include "wire/running_app.hpp"
#include "wire/wire_client.hpp"

#include <future>
#include <thread>

using namespace serval;
using namespace serval::wire;
using namespace std::chrono_literals;
using serval::detail::ContentDecoder;

namespace {

const std::string words = [] {
    std::string text;
    for (int i = 0; i < 500; ++i) text += "word " + std::to_string(i * i) + "\n";
    return text;
}();

std::string gzipped(std::string_view text) {
    std::string out;
    detail::make_encoder(ContentCoding::gzip, {6, 4})->encode(text, detail::ContentEncoder::Then::end, out);
    return out;
}

std::string gunzipped(std::string_view text) {
    std::string out;
    static_cast<void>(detail::make_decoder(ContentCoding::gzip)->decode(text, out, 1 << 20));
    return out;
}

/** Says one thing at once, and another when the test lets it. */
class TwoEvents final : public ContentSource {
public:
    using Waiting = std::promise<UniqueFunction<void()>>;

    explicit TwoEvents(Waiting& waiting) : waiting_{waiting} {}
    Pull pull(std::string& out, ContentSink& sink) override {
        switch (step_++) {
            case 0: out += "data: 1\n\n"; return Pull::more;
            case 1:
                waiting_.set_value([loop = Loop::current(), &sink] { loop->post([&sink] { sink.content_ready(); }); });
                return Pull::later;
            default: out += "data: 2\n\n"; return Pull::end;
        }
    }

private:
    Waiting& waiting_;
    int step_ = 0;
};

/** Goes on until its client is gone. */
class Endless final : public ContentSource {
public:
    Pull pull(std::string& out, ContentSink&) override { return out.append(16 * 1024, 'x'), Pull::more; }
};

App make_app(TwoEvents::Waiting& waiting, const std::shared_ptr<Metrics>& counted) {
    App app{test::settings()};
    app.use(counted).use(compression({.codings = {ContentCoding::gzip}})).use(decompression()).body_limit(50'000);
    app.get<"/words">([] { return Text{words}; });
    app.get<"/events">([&waiting] { return Response::stream(std::make_unique<TwoEvents>(waiting), "text/event-stream"); });
    app.get<"/endless">([] { return Response::stream(std::make_unique<Endless>(), "text/plain"); }).use(concurrency_limit(1));
    app.post<"/size">([](Body<std::string> text) { return Text{std::to_string(text->size())}; });
    return app;
}

class Running {
public:
    [[nodiscard]] std::uint16_t port() const { return app_.port(); }
    TwoEvents::Waiting waiting;
    std::shared_ptr<Metrics> counted = metrics();

private:
    RunningApp app_{make_app(waiting, counted)};
};

std::string line_of(WireClient& client) {
    std::string line;
    while (!line.ends_with("\r\n")) {
        const auto octet = client.take(1);
        if (!octet.has_value()) return {};
        line += *octet;
    }
    return line.substr(0, line.size() - 2);
}

std::string chunk_of(WireClient& client) {
    const auto size = std::stoul(line_of(client), nullptr, 16);
    const std::string chunk = client.take(size).value_or("");
    static_cast<void>(line_of(client));
    return chunk;
}

wire::Reply post(WireClient& client, const std::string& fields, std::string_view body) {
    client.send("POST /size HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" + fields + "\r\n");
    client.send(body);
    return client.receive().value_or(wire::Reply{});
}

}  // namespace

TEST_CASE("a compressed answer is as long as it says, and HEAD says the same", "[wire]") {
    Running app;
    WireClient client{app.port()};
    client.send("GET /words HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n");
    const wire::Reply got = client.receive().value();
    CHECK(gunzipped(got.body) == words);
    CHECK(got.headers.find("Content-Length") == std::to_string(got.body.size()));
    client.send("HEAD /words HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n");
    const wire::Reply head = client.receive(true).value();
    CHECK(head.headers.find("Content-Length") == got.headers.find("Content-Length"));
    CHECK(head.headers.find("Content-Encoding") == "gzip");
    client.send("GET /words HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(client.receive().value().body == words);
}

TEST_CASE("an event reaches its client, compressed, before the next one is there", "[wire]") {
    Running app;
    WireClient client{app.port()};
    client.send("GET /events HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n");
    std::string head;
    for (std::string line = line_of(client); !line.empty(); line = line_of(client)) head += line + "\n";
    CHECK_THAT(head, Catch::Contains("Content-Encoding: gzip\n") && Catch::Contains("Transfer-Encoding: chunked\n"));
    const auto decoder = detail::make_decoder(ContentCoding::gzip);
    std::string read;
    CHECK(decoder->decode(chunk_of(client), read, 1000) == ContentDecoder::Outcome::incomplete);
    CHECK(read == "data: 1\n\n");
    app.waiting.get_future().get()();
    CHECK(decoder->decode(chunk_of(client), read, 1000) == ContentDecoder::Outcome::complete);
    CHECK(read == "data: 1\n\ndata: 2\n\n");
    CHECK(chunk_of(client).empty());
}

TEST_CASE("content that a client compressed is read, in whatever pieces it arrives", "[wire]") {
    Running app;
    WireClient client{app.port()};
    const std::string body = gzipped('"' + std::string(20'000, 'a') + '"');
    const std::string length = "Content-Length: " + std::to_string(body.size()) + "\r\n";
    CHECK(post(client, "Content-Encoding: gzip\r\n" + length, body).body == "20000");
    std::string chunks;
    for (const char octet : body) chunks += std::string{"1\r\n"} + octet + "\r\n";
    CHECK(post(client, "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", chunks + "0\r\n\r\n").body == "20000");
    client.send("POST /size HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n" + length + "\r\n");
    client.send_singly(body);
    CHECK(client.receive().value_or(wire::Reply{}).body == "20000");
}

TEST_CASE("a bomb and an unknown coding are refused, and the connection goes on", "[wire]") {
    Running app;
    WireClient client{app.port()};
    const std::string bomb = gzipped('"' + std::string(50'000'000, 'a') + '"');
    const auto length = [](std::string_view body) { return "Content-Length: " + std::to_string(body.size()) + "\r\n"; };
    REQUIRE(bomb.size() < 50'000);
    CHECK(post(client, "Content-Encoding: gzip\r\n" + length(bomb), bomb).status == 413);
    const wire::Reply unknown = post(client, "Content-Encoding: zstd\r\n" + length(bomb), bomb);
    CHECK(unknown.status == 415);
    CHECK(unknown.headers.find("Accept-Encoding") == "gzip, deflate, br");
    CHECK(post(client, length("\"abc\""), "\"abc\"").body == "3");
}

TEST_CASE("a client that goes away in the middle of a stream gives its place back", "[wire]") {
    Running app;
    const auto ask = [](WireClient& client) { client.send("GET /endless HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n"); };
    {
        WireClient first{app.port()};
        ask(first);
        REQUIRE(line_of(first) == "HTTP/1.1 200 OK");
        WireClient second{app.port()};
        ask(second);
        CHECK(second.receive().value_or(wire::Reply{}).status == 503);
    }
    const auto deadline = std::chrono::steady_clock::now() + 5s;
    std::string status;
    while (status != "HTTP/1.1 200 OK" && std::chrono::steady_clock::now() < deadline) {
        WireClient next{app.port()};
        ask(next);
        status = line_of(next);
    }
    CHECK(status == "HTTP/1.1 200 OK");
    while (app.counted->exposition().find("http_requests_in_flight 0\n") == std::string::npos && std::chrono::steady_clock::now() < deadline) {
        std::this_thread::yield();
    }
    CHECK_THAT(app.counted->exposition(), Catch::EndsWith("http_requests_in_flight 0\n"));
}
