#include <catch2/catch.hpp>

#include <serval/serval.hpp>
#include <serval/testing.hpp>

using namespace serval;

namespace {

int target(Path<"id", int> id) { return *id; }

}  // namespace

TEST_CASE("a redirect sends the client elsewhere, with the status of its type", "[serialization]") {
    App app{test::settings()};
    app.get<"/things/{id}">(&target);
    app.get<"/plain">([] { return Redirect{"/things/1?x=%20"}; });
    app.post<"/see">([] { return SeeOther{link(&target, 2)}; });
    app.get<"/permanent">([] { return PermanentRedirect{"https://shop.example/"}; });
    app.get<"/found">([]() -> OneOf<RedirectTo<Status::found>, int> { return RedirectTo<Status::found>{"things/1"}; });
    test::Client client{std::move(app)};
    const auto goes = [&](const test::Response& response, Status status, const char* where) {
        CHECK(response.status() == status);
        CHECK(response.header("Location") == where);
        CHECK(response.body().empty());
    };
    goes(client.get("/plain"), Status::temporary_redirect, "/things/1?x=%20");
    goes(client.post("/see"), Status::see_other, "/things/2");
    goes(client.get("/permanent"), Status::permanent_redirect, "https://shop.example/");
    goes(client.get("/found"), Status::found, "things/1");
    CHECK(client.follow_redirects().post("/see").body() == "2");
    const Json responses = client.get("/openapi.json").json()["paths"]["/see"]["post"]["responses"];
    CHECK(responses["303"]["headers"].contains("Location"));
}

TEST_CASE("a redirect leads only where a browser may safely go", "[serialization]") {
    for (const char* bad : {"", "javascript:alert(1)", "data:text/html,x", "//evil.example", "/\\evil.example", "\\\\evil.example", ":x",
                            "/a b", "/a\r\nSet-Cookie: x=y", "/caf\xC3\xA9", "HTTPX://a"}) {
        CAPTURE(bad);
        CHECK_THROWS_AS(Redirect{bad}, std::invalid_argument);
    }
    CHECK_THROWS_AS(Redirect{"/" + std::string(8 * 1024, 'x')}, std::invalid_argument);
    for (const char* good : {"/", "?page=2", "#top", "books/5", "../up", "HTTPS://shop.example/x", "http://shop.example:81/?a=b:c", "/a:b", "/x//y"}) {
        CAPTURE(good);
        CHECK(Redirect{good}.location() == good);
    }
}

TEST_CASE("whether a location stays on this host can be asked before a client is sent there", "[serialization]") {
    CHECK(is_local("/"));
    CHECK(is_local("/books/5?x=y"));
    for (const char* other : {"", "books", "//evil.example", "/\\evil.example", "https://evil.example", "/a b", "/\r\n"}) {
        CAPTURE(other);
        CHECK_FALSE(is_local(other));
    }
}
