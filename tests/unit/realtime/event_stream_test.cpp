#include <catch2/catch.hpp>

#include <serval/serval.hpp>
#include <serval/testing.hpp>

#include <stdexcept>

using namespace serval;
using namespace std::chrono_literals;

namespace {

struct Price {
    std::string name;
    int cents = 0;
};

Task<void> send_two(EventWriter<Price>& events) {
    const Price cup{"Cup", 250};
    co_await events.send(cup);
    co_await sleep_for(1ms);
    const Price jug{"Jug", 1999};
    co_await events.send(ServerSentEvent(jug).name("changed").id("17").retry(3s));
}

Task<void> send_lines(EventWriter<Text>& events) {
    co_await events.comment("two\nlines");
    co_await events.send(Text{"one\ntwo\r\nthree\rfour"});
    co_await events.send(Text{""});
    co_await events.send(Text{"end\n"});
}

Task<void> tick(EventWriter<int>& events) {
    for (int i = 0;; ++i) {
        co_await events.send(i);
        co_await sleep_for(1ms);
    }
}

test::Client make_client() {
    App app{test::settings()};
    app.get<"/prices">([] { return EventStream<Price>{send_two}; });
    app.get<"/lines">([] { return EventStream<Text>{send_lines}; });
    app.get<"/ticks">([] { return EventStream<int>{tick}; });
    app.get<"/resumed">([](Header<"Last-Event-ID", std::optional<int>> last) {
        return EventStream<int>{[next = last->value_or(0) + 1](EventWriter<int>& events) { return events.send(ServerSentEvent{next}.id(std::to_string(next))); }};
    });
    return test::Client{std::move(app)};
}

}  // namespace

TEST_CASE("events have their data as JSON, and their fields in the lines of the standard", "[realtime]") {
    auto client = make_client();
    const auto response = client.get("/prices");
    CHECK(response.status() == Status::ok);
    CHECK(response.header("Content-Type") == "text/event-stream");
    CHECK(response.header("Cache-Control") == "no-cache");
    CHECK(response.header("X-Accel-Buffering") == "no");
    CHECK(response.body() ==
          "data: {\"name\":\"Cup\",\"cents\":250}\r\n\r\n"
          "id: 17\r\nevent: changed\r\ndata: {\"name\":\"Jug\",\"cents\":1999}\r\nretry: 3000\r\n\r\n");
}

TEST_CASE("text of several lines has a field for each", "[realtime]") {
    auto client = make_client();
    CHECK(client.get("/lines").body() ==
          ": two\r\n: lines\r\n\r\n"
          "data: one\r\ndata: two\r\ndata: three\r\ndata: four\r\n\r\n"
          "data: \r\n\r\n"
          "data: end\r\ndata: \r\n\r\n");
}

TEST_CASE("an id and a name that would break the lines are refused", "[realtime]") {
    for (const std::string& text : {std::string{"a\nb"}, std::string{"a\rb"}, std::string("a\0b", 3)}) {
        CHECK_THROWS_AS(ServerSentEvent{1}.id(text), std::invalid_argument);
        CHECK_THROWS_AS(ServerSentEvent{1}.name(text), std::invalid_argument);
    }
    CHECK(ServerSentEvent{1}.id("ü 1").head().id == "ü 1");
}

TEST_CASE("a test client reads events, and leaves when it has enough", "[realtime]") {
    auto client = make_client();
    const auto prices = client.get("/prices").events();
    REQUIRE(prices.size() == 2);
    CHECK(prices[0].name == "message");
    CHECK(prices[0].last_id.empty());
    CHECK(prices[1].name == "changed");
    CHECK(prices[1].last_id == "17");
    CHECK(prices[1].retry == 3000);
    CHECK(Json::parse(prices[1].data)["cents"] == 1999);
    const auto lines = client.get("/lines").events();
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].data == "one\ntwo\nthree\nfour");
    CHECK(lines[1].data.empty());
    CHECK(lines[2].data == "end\n");
    const auto ticks = client.request(Method::get, "/ticks").first_events(3).send().events();
    REQUIRE(ticks.size() == 3);
    CHECK(ticks[2].data == "2");
}

TEST_CASE("events are read as a browser reads them", "[realtime]") {
    const auto events = test::read_events("\n: comment\n\nid\nevent:a\ndata:x\ndata: y\n\nid: 1\n\ndata\n\nretry: soon\ndata: z\nunknown: 1\n\ndata: cut");
    REQUIRE(events.size() == 3);
    CHECK(events[0].name == "a");
    CHECK(events[0].data == "x\ny");
    CHECK(events[1].data.empty());
    CHECK(events[1].last_id == "1");
    CHECK(events[2].data == "z");
    CHECK_FALSE(events[2].retry.has_value());
}

TEST_CASE("a browser that comes back says what it had last", "[realtime]") {
    auto client = make_client();
    const auto events = client.request(Method::get, "/resumed").header("Last-Event-ID", "41").send().events();
    REQUIRE(events.size() == 1);
    CHECK(events[0].data == "42");
    CHECK(events[0].last_id == "42");
}

TEST_CASE("the documentation says what an event's data is", "[realtime]") {
    auto client = make_client();
    const auto paths = client.get("/openapi.json").json()["paths"];
    const auto& prices = paths["/prices"]["get"]["responses"]["200"]["content"]["text/event-stream"];
    CHECK(prices["schema"] == Json{{"$ref", "#/components/schemas/Price"}});
    CHECK(paths["/lines"]["get"]["responses"]["200"]["content"]["text/event-stream"]["schema"] == Json{{"type", "string"}});
}

TEST_CASE("OpenAPI 3.2 has words for a stream of events", "[realtime]") {
    Settings settings = test::settings();
    settings.openapi.version = OpenApiVersion::v3_2;
    App app{std::move(settings)};
    app.get<"/prices">([] { return EventStream<Price>{send_two}; });
    app.get<"/lines">([] { return EventStream<Text>{send_lines}; });
    test::Client client{std::move(app)};
    const auto paths = client.get("/openapi.json").json()["paths"];
    const auto item = [&](const char* path) { return paths[path]["get"]["responses"]["200"]["content"]["text/event-stream"]["itemSchema"]["properties"]; };
    CHECK(item("/prices")["data"]["contentSchema"] == Json{{"$ref", "#/components/schemas/Price"}});
    CHECK(item("/prices")["data"]["contentMediaType"] == "application/json");
    CHECK(item("/lines")["data"] == Json{{"type", "string"}});
}
