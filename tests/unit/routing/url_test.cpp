#include "routes.hpp"

#include <random>

#include <serval/model/values/uuid.hpp>

using namespace serval;
using namespace serval::routing_tests;

namespace {

Router bookshop() {
    Router router;
    Route detail = route("GET /books/{id:int}");
    detail.name = "book-detail";
    Route file = route("GET /files/{rest:path}");
    file.name = "file";
    Route page = route("GET /books/{book}/pages/{page}");
    page.name = "book-page";
    router.add(std::move(detail));
    router.add(std::move(file));
    router.add(std::move(page));
    REQUIRE(router.freeze().empty());
    return router;
}

TEST_CASE("a value with a text form stands in a URL as it is written", "[routing]") {
    const Uuid id{"019370f5-5c00-7a4b-8a3c-2f5d6e7f8091"};
    CHECK(url_for<"/books/{id}">(id) == "/books/019370f5-5c00-7a4b-8a3c-2f5d6e7f8091");
    CHECK(UrlValue{"id", id}.text == "019370f5-5c00-7a4b-8a3c-2f5d6e7f8091");
}

TEST_CASE("a route's path is made from its name and values", "[routing]") {
    const Router router = bookshop();
    CHECK(router.url_for("book-detail", {{"id", "5"}}) == "/books/5");
    CHECK(router.url_for("book-detail", {{"id", -5}}) == "/books/-5");
    CHECK(router.url_for("book-page", {{"page", 7U}, {"book", "a b/c?d"}}) == "/books/a%20b%2Fc%3Fd/pages/7");
    CHECK(router.url_for("file", {{"rest", "a b/c.txt"}}) == "/files/a%20b/c.txt");
}

TEST_CASE("a name that nobody has is answered with those near to it", "[routing]") {
    const Router router = bookshop();
    CHECK_THROWS_WITH(router.url_for("book-detial"), "no route is called \"book-detial\"; near are \"book-detail\"");
    CHECK_THROWS_WITH(router.url_for("nothing"), "no route is called \"nothing\"");
}

TEST_CASE("values are those that the pattern needs", "[routing]") {
    const Router router = bookshop();
    CHECK_THROWS_WITH(router.url_for("book-detail"), "/books/{id:int} needs a value for {id}");
    CHECK_THROWS_WITH(router.url_for("book-detail", {{"id", 5}, {"page", 1}}), "/books/{id:int} has no {page}");
    CHECK_THROWS_WITH(router.url_for("book-detail", {{"id", 5}, {"id", 6}}), "two values are given for {id}");
    CHECK_THROWS_WITH(router.url_for("book-detail", {{"id", "dune"}}), "\"dune\" is not what {id} of /books/{id:int} takes: int");
    CHECK_THROWS_AS(router.url_for("book-page", {{"book", ""}, {"page", 1}}), UrlError);
}

TEST_CASE("what clients would not send is refused", "[routing]") {
    const Router router = bookshop();
    const std::string value = GENERATE(as<std::string>{}, ".", "..", "a/../b", std::string{"a\0b", 3}, "a\nb", "\x7f", "\xff", "\x01");
    CHECK_THROWS_AS(router.url_for("file", {{"rest", value}}), UrlError);
    CHECK_THROWS_AS(router.url_for("book-page", {{"book", value}, {"page", 1}}), UrlError);
}

TEST_CASE("a path never begins with a host", "[routing]") {
    const std::string url = url_for<"/{rest:path}">("/evil.example/x");
    CHECK(url == "/%2Fevil.example/x");
    CHECK(ask(router_of({"GET /{rest:path}"}), "GET " + url) == "/{rest:path} rest=/evil.example/x");
}

TEST_CASE("a path is made from a pattern that the compiler checks", "[routing]") {
    CHECK(url_for<"/books/{id}">(5) == "/books/5");
    CHECK(url_for<"/books">() == "/books");
    CHECK(url_for<"/">() == "/");
    CHECK(url_for<"/books/">() == "/books/");
    CHECK(url_for<"/{a}/{b:slug}.{c}">("\xc3\xa9", std::string{"x-y"}, true) == "/%C3%A9/x-y.true");
    CHECK(url_for<"/a b/{x}">("it's") == "/a%20b/it%27s");
    CHECK_THROWS_AS((url_for<"/books/{code:[A-Z]{3}}">("ab")), UrlError);
}

enum class Genre { crime, fantasy };
std::string to_string(Genre genre) { return genre == Genre::crime ? "crime" : "fantasy"; }

TEST_CASE("a type of one's own stands in a path as its to_string says", "[routing]") {
    CHECK(url_for<"/genres/{genre}">(Genre::fantasy) == "/genres/fantasy");
    STATIC_REQUIRE_FALSE(UrlText<double>);
    STATIC_REQUIRE_FALSE(UrlText<char>);
}

TEST_CASE("values in one segment that cannot be told apart again are refused", "[routing]") {
    CHECK(url_for<"/{name}.{type}">("a.tar", "gz") == "/a.tar.gz");
    CHECK_THROWS_WITH((url_for<"/{name}.{type}">("a", "tar.gz")),
                      "the values of a segment of /{name}.{type} do not fit, or cannot be told apart again");
}

struct Books {
    void show() {}
    void list() {}
    void both() {}
};

TEST_CASE("a route's path is made from its handler", "[routing]") {
    Router router;
    Route show = route("GET /books/{id}");
    show.handler = HandlerKey::of(&Books::show);
    Route both = route("GET /both/{id}");
    both.handler = HandlerKey::of(&Books::both);
    Route both_again = route("GET /again/{id}");
    both_again.handler = HandlerKey::of(&Books::both);
    Route show_too = route("PUT /books/{id}");
    show_too.handler = HandlerKey::of(&Books::show);
    for (Route* added : {&show, &both, &both_again, &show_too}) router.add(*added);
    REQUIRE(router.freeze().empty());
    const std::vector<std::string> five{"5"};
    CHECK(router.url_for(HandlerKey::of(&Books::show), five) == "/books/5");
    CHECK_THROWS_WITH(router.url_for(HandlerKey::of(&Books::list), five), "the handler serves no route");
    CHECK_THROWS_WITH(router.url_for(HandlerKey::of(&Books::both), five),
                      "the handler serves both GET /both/{id} and GET /again/{id}: ask for one of them by name");
    CHECK_THROWS_WITH(router.url_for(HandlerKey::of(&Books::show), {}), "/books/{id} takes 1 values, not 0");
}

TEST_CASE("a query is appended percent-encoded", "[routing]") {
    CHECK(with_query("/books", {{"page", 2}, {"q", "a&b=c d+e"}}) == "/books?page=2&q=a%26b%3Dc%20d%2Be");
    CHECK(with_query("/books?page=2", {{"a[]", "\xc3\xa9"}}) == "/books?page=2&a%5B%5D=%C3%A9");
    CHECK(with_query("/books", {}) == "/books");
}

TEST_CASE("a path becomes absolute at an origin", "[routing]") {
    CHECK(absolute_url("https://shop.example:8443", "/books/5") == "https://shop.example:8443/books/5");
    CHECK(absolute_url("http://[::1]", "/") == "http://[::1]/");
    const std::string_view origin = GENERATE(as<std::string_view>{}, "", "shop.example", "://shop", "https://", "https://shop.example/",
                                             "https://a@shop.example", "https://shop.example?x", "https://shop.example\r\n", "https://a b");
    CHECK_THROWS_AS(absolute_url(origin, "/"), UrlError);
    CHECK_THROWS_AS(absolute_url("https://shop.example", "books"), UrlError);
    CHECK_THROWS_AS(absolute_url("https://shop.example", "//evil.example"), UrlError);
}

/** Mostly short, with what a path makes special in it. */
std::string random_value(std::mt19937& random) {
    constexpr std::string_view parts[] = {"a", "Z", "7", "/", ".", "-", "_", "~", "%", "%2F", "?", "#", " ", "+", "&", "=", ";", ":", "@",
                                          "'", "\"", "<", "\\", "{", "}", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80"};
    std::string value;
    const std::size_t size = 1 + random() % 6;
    for (std::size_t i = 0; i < size; ++i) value += parts[random() % std::size(parts)];
    return value;
}

TEST_CASE("what is put into a path comes out of it", "[routing]") {
    Router router;
    for (const std::string_view pattern : {"/one/{a}", "/two/{a}/x/{b}", "/mixed/{a}.{b}", "/tail/{a}/{b:path}", "/expr/{a:[^.]+}"}) {
        Route named = route("GET " + std::string{pattern});
        named.name = pattern;
        router.add(std::move(named));
    }
    REQUIRE(router.freeze().empty());
    std::mt19937 random{7};
    std::size_t made = 0;
    for (int i = 0; i < 20'000; ++i) {
        const Route& chosen = router.routes()[random() % router.routes().size()];
        std::vector<UrlValue> given;
        for (const Parameter& parameter : router.pattern(static_cast<RouteId>(&chosen - router.routes().data()))->parameters()) {
            given.emplace_back(parameter.name, random_value(random));
        }
        std::string url;
        try {
            url = router.url_for(chosen.name, given);
        } catch (const UrlError&) {
            continue;
        }
        std::string expected = chosen.pattern;
        for (const UrlValue& value : given) expected.append(" ").append(value.name).append("=").append(value.text);
        REQUIRE(ask(router, "GET " + url) == expected);
        ++made;
    }
    CHECK(made > 10'000);
}

}  // namespace
