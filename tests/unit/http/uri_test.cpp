#include <serval/http/uri.hpp>

#include <catch2/catch.hpp>

#include <serval/http/request.hpp>

using namespace serval;

TEST_CASE("the origin of a URL is normalised", "[http]") {
    const auto origin = Origin::parse("HTTPS://Shop.Example:443/a?b#c");
    REQUIRE(origin);
    CHECK(origin->scheme == "https");
    CHECK(origin->host == "shop.example");
    CHECK(origin->port == 443);
    CHECK(*origin == *Origin::parse("https://shop.example"));
    CHECK_FALSE(*origin == *Origin::parse("http://shop.example"));
    CHECK(origin->to_string() == "https://shop.example");
    CHECK(Origin::parse("http://[::1]:8000/")->to_string() == "http://[::1]:8000");
}

TEST_CASE("what has no origin has none", "[http]") {
    const auto url = GENERATE(as<std::string_view>{}, "", "null", "/a", "shop.example", "//shop.example", "ftp://a/", "https://", "https://u@a/",
                              "https://a:x/", "javascript:alert(1)", "https://a b/", "*");
    CHECK_FALSE(Origin::parse(url));
}

TEST_CASE("an absolute URL is an origin and a path", "[http]") {
    const Origin origin = *Origin::parse("http://a:8080");
    CHECK(origin.url("/books/7?x=1") == "http://a:8080/books/7?x=1");
    CHECK_THROWS_AS(origin.url("books"), std::invalid_argument);
    CHECK_THROWS_AS(origin.url("@evil.example/"), std::invalid_argument);
}

TEST_CASE("a request's origin is its Host and its connection", "[http]") {
    Request request;
    CHECK_FALSE(Origin::of(request));
    request.headers().set("Host", "Shop.example:8443");
    CHECK(Origin::of(request)->to_string() == "http://shop.example:8443");
    Connection connection;
    connection.secure = true;
    request.set_connection(&connection);
    CHECK(Origin::of(request)->to_string() == "https://shop.example:8443");
    request.headers().set("Host", "a/b");
    CHECK_FALSE(Origin::of(request));
}
