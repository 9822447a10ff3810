#include "routes.hpp"

#include "routing/path_text.hpp"

using namespace serval;
using namespace serval::routing_tests;

namespace {

TEST_CASE("an encoded slash does not part segments", "[routing]") {
    const Router router = router_of({"GET /books/{id}", "GET /a/b", "GET /files/{rest:path}", "GET /r/{v:[a-z]/[a-z]}"});
    CHECK(ask(router, "GET /books/a%2Fb") == "/books/{id} id=a/b");
    CHECK(ask(router, "GET /books/a%2fb") == "/books/{id} id=a/b");
    CHECK(ask(router, "GET /a%2Fb") == "not found");
    CHECK(ask(router, "GET /files/a%2Fb/c") == "/files/{rest:path} rest=a/b/c");
    CHECK(ask(router, "GET /r/x%2Fy") == "/r/{v:[a-z]/[a-z]} v=x/y");
}

TEST_CASE("a path is decoded once", "[routing]") {
    const Router router = router_of({"GET /books/{id}"});
    CHECK(ask(router, "GET /books/%2541") == "/books/{id} id=%41");
    CHECK(ask(router, "GET /books/a+b") == "/books/{id} id=a+b");
    CHECK(ask(router, "GET /books/%C3%A9") == "/books/{id} id=\xc3\xa9");
    CHECK(ask(router, "GET /books/%252F") == "/books/{id} id=%2F");
}

TEST_CASE("a path that cannot be decoded is malformed", "[routing]") {
    const Router router = router_of({"GET /{rest:path}"});
    const std::string path = GENERATE(as<std::string>{}, "/%", "/%4", "/%zz", "/a%2", "/%+1", "/%00", "/%0a", "/%7F", "/%01", "/a\x01",
                                      "/%ff", "/%C3", "/%C0%AF", "/%ED%A0%80", "/%F4%90%80%80", "/%E0%80%80", "/%C3/%A9", "/\xff", "/.", "/..",
                                      "/a/../b", "/./a", "/%2e%2e/etc", "/a/%2E", "/..%5c/..", "/..%2Fa",
                                      "/a%2F%2e%2E%2Fb", "/a/x%2F..", "", "books");
    CAPTURE(path);
    REQUIRE(ask(router, "GET " + path) == "malformed");
}

TEST_CASE("a malformed path is so whether or not anything would match it", "[routing]") {
    const Router router = router_of({"GET /books"});
    CHECK(ask(router, "GET /nowhere/%zz") == "malformed");
    CHECK(ask(router, "POST /books/..") == "malformed");
}

TEST_CASE("dots that are no whole segment stand for themselves", "[routing]") {
    const Router router = router_of({"GET /{rest:path}"});
    CHECK(ask(router, "GET /...") == "/{rest:path} rest=...");
    CHECK(ask(router, "GET /.a/b./..c") == "/{rest:path} rest=.a/b./..c");
    CHECK(ask(router, "GET /a..%2F.b") == "/{rest:path} rest=a../.b");
}

TEST_CASE("all of UTF-8 is taken and nothing else", "[routing]") {
    CHECK(detail::is_printable("\xc2\x80\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80\xef\xbf\xbf\xf0\x90\x80\x80\xf4\x8f\xbf\xbf"));
    const std::string_view ill_formed = GENERATE(as<std::string_view>{}, "\x80", "\xbf", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
                                                 "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xe2\x82", "\xf0\x9f\x98", "\xc3(", "\xe2(\xa1", "\xe2\x82(");
    CHECK_FALSE(detail::is_printable(ill_formed));
}

}  // namespace
