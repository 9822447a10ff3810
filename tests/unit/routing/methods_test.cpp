#include "routes.hpp"

using namespace serval;
using namespace serval::routing_tests;

namespace {

TEST_CASE("a known path with another method is told what is allowed", "[routing]") {
    const Router router = router_of({"POST /books", "GET /books", "DELETE /books/{id}", "PATCH /books/{id}", "PUT /books/{id}"});
    CHECK(ask(router, "DELETE /books") == "method not allowed: GET, POST, HEAD, OPTIONS");
    CHECK(ask(router, "GET /books/5") == "method not allowed: PUT, PATCH, DELETE, OPTIONS");
    CHECK(ask(router, "BREW /books") == "method not allowed: GET, POST, HEAD, OPTIONS");
    CHECK(ask(router, "DELETE /other") == "not found");
}

TEST_CASE("every pattern that matches has its methods allowed", "[routing]") {
    const Router router = router_of({"POST /books/new", "GET /books/{slug}", "DELETE /books/{id:int}", "PURGE /{rest:path}"});
    CHECK(ask(router, "PATCH /books/new") == "method not allowed: GET, POST, HEAD, OPTIONS, PURGE");
    CHECK(ask(router, "PATCH /books/5") == "method not allowed: GET, DELETE, HEAD, OPTIONS, PURGE");
    CHECK(ask(router, "PATCH /films/5/x") == "method not allowed: OPTIONS, PURGE");
}

TEST_CASE("HEAD goes where GET goes unless it has a route of its own", "[routing]") {
    const Router router = router_of({"GET /a/{x}", "GET /b/{x}", "HEAD /b/{y}"});
    CHECK(ask(router, "HEAD /a/1") == "/a/{x} x=1");
    CHECK(ask(router, "HEAD /b/1") == "/b/{y} y=1");
    std::vector<PathValue> values;
    CHECK(router.match(Method::head, "/a/1", values).route == 0);
}

TEST_CASE("automatic HEAD can be switched off", "[routing]") {
    Router router;
    Route no_head = route("GET /books");
    no_head.automatic_head = false;
    router.add(std::move(no_head));
    REQUIRE(router.freeze().empty());
    CHECK(ask(router, "HEAD /books") == "method not allowed: GET, OPTIONS");
}

TEST_CASE("OPTIONS is answered unless a route does", "[routing]") {
    const Router router = router_of({"GET /books", "POST /books", "GET /own/{x}", "OPTIONS /own/{x}"});
    CHECK(ask(router, "OPTIONS /books") == "options: GET, POST, HEAD, OPTIONS");
    CHECK(ask(router, "OPTIONS /own/1") == "/own/{x} x=1");
    CHECK(ask(router, "OPTIONS /other") == "not found");
}

TEST_CASE("a route for OPTIONS goes before the automatic answer even when its pattern is tried later", "[routing]") {
    const Router router = router_of({"GET /books", "OPTIONS /{rest:path}"});
    CHECK(ask(router, "OPTIONS /books") == "/{rest:path} rest=books");
}

TEST_CASE("automatic OPTIONS can be switched off by any route of a path", "[routing]") {
    Router router;
    Route no_options = route("POST /books");
    no_options.automatic_options = false;
    router.add(route("GET /books"));
    router.add(std::move(no_options));
    REQUIRE(router.freeze().empty());
    CHECK(ask(router, "OPTIONS /books") == "method not allowed: GET, POST, HEAD");
}

TEST_CASE("a found route tells what else is allowed on its path", "[routing]") {
    const Router router = router_of({"GET /books", "POST /books", "GET /books/{id}", "LOCK /books/{id}"});
    std::vector<PathValue> values;
    const Match whole = router.match(Method::post, "/books", values);
    CHECK(router.allow(whole.allowed) == "GET, POST, HEAD, OPTIONS");
    CHECK(router.allowed(whole.route) == whole.allowed);
    const Match searched = router.match(Method{"LOCK"}, "/books/5", values);
    CHECK(router.allow(searched.allowed) == "GET, HEAD, OPTIONS, LOCK");
    CHECK(router.allowed(searched.route) == searched.allowed);
}

TEST_CASE("OPTIONS for the whole server allows what any path does", "[routing]") {
    const Router router = router_of({"GET /a", "POST /b/{x}"});
    CHECK(ask(router, "OPTIONS *") == "options: GET, POST, HEAD, OPTIONS");
    CHECK(ask(router, "GET *") == "malformed");
}

TEST_CASE("a router knows 64 methods and refuses another one", "[routing]") {
    Router router;
    for (int i = 7; i < 64; ++i) router.add(route("M" + std::to_string(i) + " /"));
    CHECK_THROWS_AS(router.add(route("ONE-TOO-MANY /")), std::length_error);
    router.add(route("M63 /other"));
    REQUIRE(router.freeze().empty());
    CHECK(ask(router, "M63 /") == "/");
    CHECK_THAT(ask(router, "GET /other"), Catch::EndsWith(": OPTIONS, M63"));
}

}  // namespace
