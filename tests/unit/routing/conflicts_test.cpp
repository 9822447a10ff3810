#include "routes.hpp"

using namespace serval;
using namespace serval::routing_tests;

namespace {

using Mistakes = std::vector<std::string>;

TEST_CASE("two routes for the same requests are reported with both", "[routing]") {
    const std::string advice = ": remove one of them, or give it another method or pattern";
    CHECK(mistakes_of({"GET /books", "GET /books"}) == Mistakes{"GET /books matches the same requests as GET /books" + advice});
    CHECK(mistakes_of({"GET /books/{id}", "POST /books/{id}", "GET /books/{slug:str}"}) ==
          Mistakes{"GET /books/{slug:str} matches the same requests as GET /books/{id}" + advice});
    CHECK(mistakes_of({"GET /{a:[a-z]}", "GET /{b:[a-z]}"}) ==
          Mistakes{"GET /{b:[a-z]} matches the same requests as GET /{a:[a-z]}" + advice});
}

TEST_CASE("routes that differ in something are no duplicates", "[routing]") {
    CHECK(mistakes_of({"GET /b/{id}", "POST /b/{id}", "GET /b/{id:int}", "GET /b/{id:slug}", "GET /b/{id}/", "GET /b/{id}.json",
                       "GET /b/{id:path}", "GET /b/{id:[0-9]}", "GET /b/{id:[0-8]}", "HEAD /b/{id}", "OPTIONS /b/{id}"}).empty());
}

TEST_CASE("a route that another keeps all requests from is reported with it", "[routing]") {
    CHECK(mistakes_of({"GET /{name}", "GET /{any:.+}"}) == Mistakes{"GET /{name} can never match: GET /{any:.+} takes all its requests"});
    CHECK(mistakes_of({"GET /{any:.*}", "GET /{id:int}"}) == Mistakes{"GET /{id:int} can never match: GET /{any:.*} takes all its requests"});
    CHECK(mistakes_of({"GET /{x:.+}/{y}", "GET /{z}/new"}) == Mistakes{"GET /{z}/new can never match: GET /{x:.+}/{y} takes all its requests"});
    CHECK(mistakes_of({"GET /{x:.+}/{r:path}", "GET /{z}/a/{y}"}) ==
          Mistakes{"GET /{z}/a/{y} can never match: GET /{x:.+}/{r:path} takes all its requests"});
    CHECK(mistakes_of({"GET /{x:.+}.gz", "GET /{y}.gz"}) == Mistakes{"GET /{y}.gz can never match: GET /{x:.+}.gz takes all its requests"});
}

TEST_CASE("what a reported route would match, another one does match", "[routing]") {
    Router router;
    for (const std::string_view text : {"GET /{x:.+}/{y}", "GET /{z}/new"}) router.add(route(text));
    REQUIRE(router.freeze().size() == 1);
    CHECK(ask(router, "GET /a/new") == "/{x:.+}/{y} x=a y=new");
}

TEST_CASE("a route that keeps some of its requests is not reported", "[routing]") {
    CHECK(mistakes_of({"GET /{id:int}", "GET /{any:.+}"}).empty());
    CHECK(mistakes_of({"GET /{any:.+}", "POST /{name}"}).empty());
    CHECK(mistakes_of({"GET /{any:.+}", "GET /new", "GET /{name}/x"}).empty());
    CHECK(mistakes_of({"GET /{any:.+}", "GET /{rest:path}"}).empty());
    CHECK(mistakes_of({"GET /{any:.+}.gz", "GET /{name}"}).empty());
    CHECK(mistakes_of({"GET /{any:[^/]+}", "GET /{name}"}).empty());
    CHECK(mistakes_of({"GET /{x:.+}/{rest:path}", "GET /{y}/"}).empty());
    CHECK(mistakes_of({"GET /{any:.+}", "GET /"}).empty());
}

TEST_CASE("all mistakes are reported at once", "[routing]") {
    const Mistakes mistakes = mistakes_of({"GET /books/{", "GET /{code:[}", "GET /a", "GET /a", "GET b"});
    REQUIRE(mistakes.size() == 4);
    CHECK(mistakes[0] == "GET /books/{: has a brace without its partner");
    CHECK_THAT(mistakes[1], Catch::StartsWith("GET /{code:[}: RE2 refuses \"[\""));
    CHECK_THAT(mistakes[2], Catch::StartsWith("GET /a matches the same requests as GET /a: "));
    CHECK(mistakes[3] == "GET b: does not begin with \"/\"");
}

TEST_CASE("a name belongs to one pattern", "[routing]") {
    Router router;
    for (const std::string_view text : {"GET /books/{id}", "DELETE /books/{id}", "GET /films/{id}"}) {
        Route named = route(text);
        named.name = "detail";
        router.add(std::move(named));
    }
    CHECK(router.freeze() == Mistakes{"GET /films/{id} has the name of GET /books/{id}: \"detail\""});
}

TEST_CASE("an argument without its parameter is reported with the route", "[routing]") {
    Router router;
    Route broken = route("GET /books/{id}");
    broken.types = {{"key", {}}};
    router.add(std::move(broken));
    CHECK(router.freeze() == Mistakes{"GET /books/{id}: has no {key}, which an argument of the handler asks for"});
}

}  // namespace
