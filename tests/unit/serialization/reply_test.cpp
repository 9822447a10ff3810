#include <catch2/catch.hpp>

#include <serval/serval.hpp>
#include <serval/testing.hpp>

using namespace serval;

namespace {

struct Book {
    int id = 0;
};

template <class Handler>
test::Response answer(Handler handler, Status declared = Status::ok) {
    App app{test::settings()};
    auto endpoint = app.get<"/">(handler);
    if (declared != Status::ok) endpoint.template response<Book>(declared);
    test::Client client{std::move(app)};
    return client.get("/");
}

std::vector<std::string> all_of(const test::Response& response, std::string_view name) {
    const auto all = response.headers().all(name);
    return {all.begin(), all.end()};
}

}  // namespace

TEST_CASE("a reply adds header fields and cookies to a typed result", "[serialization]") {
    const auto response = answer([] {
        return Reply{Book{3}}.header("ETag", "\"3\"").cookie({.name = "seen", .value = "3"}).cookie({.name = "last", .value = "x"});
    });
    CHECK(response.as<Book>().id == 3);
    CHECK(response.header("ETag") == "\"3\"");
    CHECK(response.header("Content-Type") == "application/json");
    const auto cookies = all_of(response, "Set-Cookie");
    REQUIRE(cookies.size() == 2);
    CHECK_THAT(cookies[0], Catch::StartsWith("seen=3;"));
}

TEST_CASE("a reply's status takes the place of the result's", "[serialization]") {
    const auto response = answer([] { return Reply{Book{3}}.status(Status::accepted); }, Status::accepted);
    CHECK(response.status() == Status::accepted);
    CHECK(response.as<Book>().id == 3);
}

TEST_CASE("a reply overrides what the result says of itself, and adds to lists", "[serialization]") {
    const auto response = answer([] {
        return Reply{Text{"# Title"}}.header("Content-Type", "text/plain; charset=utf-8; format=flowed").header("Vary", "Cookie").header("Vary", "Origin");
    });
    CHECK(all_of(response, "Content-Type") == std::vector<std::string>{"text/plain; charset=utf-8; format=flowed"});
    CHECK(all_of(response, "Vary") == std::vector<std::string>{"Cookie", "Origin"});
}

TEST_CASE("a reply holds any result, and nothing is added to one that is a failure", "[serialization]") {
    const auto created = answer([] { return Reply{Created<Book>{Book{3}, "/books/3"}}.header("X-A", "b"); });
    CHECK(created.status() == Status::created);
    CHECK(created.header("Location") == "/books/3");
    CHECK(created.header("X-A") == "b");
    const auto missing = answer([] { return Reply{std::optional<Book>{}}.header("X-A", "b"); });
    CHECK(missing.status() == Status::not_found);
    CHECK(missing.header("X-A").empty());
    const auto one_of = answer([]() -> OneOf<Reply<Book>, Conflict> { return Reply{Book{1}}.header("X-A", "b"); });
    CHECK(one_of.header("X-A") == "b");
}

TEST_CASE("a status that the type names is answered and documented in the place of the result's", "[serialization]") {
    App app{test::settings()};
    app.get<"/">([](Query<"id", int> id) -> OneOf<Reply<std::optional<Book>, Status::accepted>, Reply<Text, Status::conflict>> {
        if (*id == 9) return Reply<Text, Status::conflict>{Text{"taken"}};
        return Reply<std::optional<Book>, Status::accepted>{*id == 0 ? std::nullopt : std::optional{Book{*id}}}.header("X-A", "b");
    });
    app.delete_<"/">([] { return Reply<NoContent, Status::reset_content>{NoContent{}}; });
    test::Client client{std::move(app)};
    CHECK(client.get("/?id=3").status() == Status::accepted);
    CHECK(client.get("/?id=3").header("X-A") == "b");
    CHECK(client.get("/?id=0").status() == Status::not_found);
    CHECK(client.get("/?id=9").status() == Status::conflict);
    CHECK(client.delete_("/").status() == Status::reset_content);
    const Json operations = client.get("/openapi.json").json()["paths"]["/"];
    const Json& responses = operations["get"]["responses"];
    CHECK(responses["202"]["content"]["application/json"]["schema"] == Json{{"$ref", "#/components/schemas/Book"}});
    CHECK(responses.contains("404"));
    CHECK(responses["409"]["content"].contains("text/plain; charset=utf-8"));
    CHECK_FALSE(responses.contains("200"));
    CHECK(operations["delete"]["responses"].contains("205"));
}

TEST_CASE("a reply is documented as what it holds", "[serialization]") {
    App app{test::settings()};
    app.get<"/">([] { return Reply{std::optional<Book>{}}; });
    test::Client client{std::move(app)};
    const Json responses = client.get("/openapi.json").json()["paths"]["/"]["get"]["responses"];
    CHECK(responses.contains("200"));
    CHECK(responses.contains("404"));
}
