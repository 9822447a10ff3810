#include <catch2/catch.hpp>

#include <serval/testing.hpp>

#include "shown.hpp"

using namespace serval;

namespace {

struct Item {
    std::string name;
    std::vector<int> sizes;

    static void describe(Fields<Item>& f) { f.on<&Item::name>().length(1, 20); }
};

// [throwing]
Item show(Path<"id", int> id) {
    if (*id == 1) return {"Cup", {1, 2}};
    if (*id == 2) throw Gone{"The jug has broken."};
    NotFound error{"There is no item " + std::to_string(*id) + ".", "no_such_item"};
    error.problem().type = "https://shop.example/problems/no-such-item";
    error.problem().members.emplace_back("hint", "Items are numbered from 1.");
    throw error;
}
// [/throwing]

// [own_error]
struct OutOfStock : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Teapot : StatusError<Status{418}> { using StatusError::StatusError; };
// [/own_error]

// [validation]
void check_name(const std::string& name) {
    if (name == "Cup") throw ValidationFailed{"/name", "There is a cup already.", "unique"};
}
// [/validation]

App shop(Settings settings) {
    App app{std::move(settings)};
    app.get<"/items/{id}">(&show);
    app.post<"/items">([](Body<Item> item, Query<"dry", bool, otherwise(false)>) {
        check_name(item->name);
        return *item;
    });
    app.get<"/crash">([]() -> Item { throw std::runtime_error{"the password is 1234"}; });
    app.get<"/stock">([]() -> Item { throw OutOfStock{"None left."}; });
    app.get<"/tea">([]() -> Item { throw Teapot{"Short and stout.", "teapot"}; });
    // [on_error]
    app.on_error<OutOfStock>([](const OutOfStock& error) { return Conflict{error.what(), "out_of_stock"}; });
    // [/on_error]
    return app;
}

test::Response send_wrong(test::Client& client) {
    return client.request(Method::post, "/items?dry=perhaps").body(R"({"name": "", "sizes": [1, "two"]})", "application/json").send();
}

}  // namespace

TEST_CASE("a refusal is a problem document", "[docs]") {
    test::Client client{shop(test::settings())};
    const auto missing = client.get("/items/3");
    CHECK(missing.status() == Status::not_found);
    CHECK(missing.header("Content-Type") == "application/problem+json");
    CHECK(missing.body() == docs::compact("error_not_found.json"));
    CHECK(client.get("/items/2").status() == Status::gone);
    CHECK(client.get("/stock").json()["code"] == "out_of_stock");
    CHECK(client.get("/tea").status() == Status{418});
    CHECK(client.post("/items", {{"name", "Cup"}, {"sizes", {1}}}).json()["errors"][0]["code"] == "unique");
}

TEST_CASE("the same failure in the three forms", "[docs]") {
    test::Client problem{shop(test::settings())};
    CHECK(send_wrong(problem).body() == docs::compact("error_problem.json"));

    Settings settings = test::settings();
    settings.errors = ErrorStyle::drf;
    test::Client drf{shop(settings)};
    CHECK(send_wrong(drf).body() == docs::compact("error_drf.json"));
    CHECK(drf.get("/nowhere").body() == R"({"detail":"Not found."})");

    settings.errors = ErrorStyle::detail_list;
    test::Client list{shop(settings)};
    CHECK(send_wrong(list).body() == docs::compact("error_detail_list.json"));
}

TEST_CASE("a 500 tells nothing but the request's id", "[docs]") {
    test::Client client{shop(test::settings())};
    CHECK_THROWS_WITH(client.get("/crash"), "the password is 1234");
    client.render_errors();
    const auto response = client.request(Method::get, "/crash").header("X-Request-Id", "b7e1f0").send();
    CHECK(response.status() == Status::internal_server_error);
    CHECK(response.body() == docs::compact("error_unexpected.json"));
}

TEST_CASE("a form of one's own is one function", "[docs]") {
    App app = shop(test::settings());
    // [own_format]
    app.error_format(ErrorFormat{[](const Problem& problem, const Request&, Response& response) {
        response.set_body(problem.code + "\n", "text/plain; charset=utf-8");
    }});
    // [/own_format]
    test::Client client{std::move(app)};
    CHECK(client.get("/items/3").body() == "no_such_item\n");
}

TEST_CASE("what answers must carry, they carry", "[docs]") {
    test::Client client{shop(test::settings())};
    CHECK(client.delete_("/items/1").header("Allow") == "GET, HEAD, OPTIONS");
    const auto text = client.request(Method::post, "/items").body("x", "text/plain").send();
    CHECK(text.status() == Status::unsupported_media_type);
    CHECK(text.header("Accept") == "application/json");
    CHECK(client.request(Method::get, "/items/1").header("Accept", "text/html").send().json()["available"] == "application/json");
    const auto broken = client.request(Method::post, "/items").body("{\"name\": ", "application/json").send();
    CHECK(broken.body() == docs::compact("error_malformed.json"));
}
