#include "routes.hpp"

using namespace serval;
using namespace serval::routing_tests;

namespace {

TEST_CASE("strictly, a slash at the end makes another path", "[routing]") {
    const Router router = router_of({"GET /books", "GET /films/"});
    CHECK(ask(router, "GET /books/") == "not found");
    CHECK(ask(router, "GET /films") == "not found");
    CHECK(ask(router, "GET /films/") == "/films/");
}

TEST_CASE("clients can be sent to the path that matches", "[routing]") {
    const Router router = router_of({"GET /books", "GET /films/", "GET /books/{id}/", "GET /"}, TrailingSlash::redirect);
    CHECK(ask(router, "GET /books") == "/books");
    CHECK(ask(router, "GET /books/") == "redirect: /books");
    CHECK(ask(router, "POST /films") == "redirect: /films/");
    CHECK(ask(router, "GET /books/a%2Fb") == "redirect: /books/a%2Fb/");
    CHECK(ask(router, "GET /") == "/");
    CHECK(ask(router, "GET /other/") == "not found");
    CHECK(ask(router, "GET /books//") == "not found");
}

TEST_CASE("a path that is known as it is sends nobody elsewhere", "[routing]") {
    const Router router = router_of({"GET /books", "POST /books/"}, TrailingSlash::redirect);
    CHECK(ask(router, "GET /books/") == "method not allowed: POST, OPTIONS");
}

TEST_CASE("a redirect never leads to another host", "[routing]") {
    const Router router = router_of({"GET /", "GET /x{rest:path}"}, TrailingSlash::redirect);
    CHECK(ask(router, "GET //evil.example/") == "not found");
    CHECK(ask(router, "GET //") == "not found");
}

TEST_CASE("a slash at the end can be ignored", "[routing]") {
    const Router router = router_of({"GET /books", "GET /films/", "GET /books/{id}", "GET /both", "GET /both/"}, TrailingSlash::ignore);
    CHECK(ask(router, "GET /books/") == "/books");
    CHECK(ask(router, "GET /films") == "/films/");
    CHECK(ask(router, "GET /books/5/") == "/books/{id} id=5");
    CHECK(ask(router, "POST /books/") == "method not allowed: GET, HEAD, OPTIONS");
    CHECK(ask(router, "GET /both") == "/both");
    CHECK(ask(router, "GET /both/") == "/both/");
    CHECK(ask(router, "GET /other/") == "not found");
}

}  // namespace
