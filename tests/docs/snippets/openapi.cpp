#include <catch2/catch.hpp>

#include <serval/testing.hpp>

#include "shown.hpp"

using namespace serval;

namespace {

struct Cup {
    int id = 0;
    std::string colour;

    static void describe(Fields<Cup>& f) {
        f.on<&Cup::id>().read_only();
        f.on<&Cup::colour>().length(1, 20).help("As on the box").example("blue");
    }
};

// [described]
std::optional<Cup> show(Path<"id", int> id) { return Cup{*id, "blue"}; }

App make_app(Settings settings) {
    App app{std::move(settings)};
    app.info({.title = "Cups",
              .version = "2.0.0",
              .description = "Cups of *all* colours.",
              .license = {.name = "BSL", .identifier = "BSL-1.0"},
              .tags = {{"cups", "What one drinks from"}}});
    app.get<"/cups/{id}">(&show).name("cup").tag("cups").summary("One cup");
    app.post<"/cups">([](Body<Cup> cup) { return *cup; })
        .tag("cups")
        .description("Adds a cup.")
        .response(Status::conflict, "There is such a cup already");
    app.get<"/internal">([] { return 1; }).hide();
    return app;
}
// [/described]

}  // namespace

TEST_CASE("an app describes itself", "[docs]") {
    test::Client client{make_app(test::settings())};
    const auto document = client.get("/openapi.json").json();
    CHECK(document["openapi"].get<std::string>().substr(0, 4) == "3.1.");
    CHECK(document["info"]["title"] == "Cups");
    CHECK(document["paths"].size() == 2);
    const auto get = nlohmann::ordered_json::parse(client.get("/openapi.json").body())["paths"]["/cups/{id}"]["get"];
    CHECK(get.dump() == docs::compact("openapi_operation.json"));
    CHECK(document["paths"]["/cups"]["post"]["responses"].contains("409"));
    CHECK(document["components"]["schemas"].contains("CupInput"));
    CHECK(client.get("/openapi.yaml").status() == Status::ok);
    CHECK(client.get("/docs").status() == Status::ok);
    CHECK(client.get("/redoc").status() == Status::ok);
}

TEST_CASE("an app can keep its description to itself", "[docs]") {
    Settings settings = test::settings();
    settings.docs.enabled = false;
    test::Client client{make_app(settings)};
    CHECK(client.get("/openapi.json").status() == Status::not_found);
    CHECK(client.get("/docs").status() == Status::not_found);
}
