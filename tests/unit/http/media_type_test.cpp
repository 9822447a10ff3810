#include <serval/http/media_type.hpp>

#include <catch2/catch.hpp>

using namespace serval;

TEST_CASE("a media type is read whatever its case and blanks", "[http]") {
    const MediaType type{" Application/Problem+JSON ; Charset=UTF-8;; profile=\"a \\\"b\\\"; c\" ;"};
    CHECK(type.essence() == "application/problem+json");
    CHECK(type.type() == "application");
    CHECK(type.subtype() == "problem+json");
    CHECK(type.suffix() == "json");
    CHECK(type.parameter("CHARSET") == "UTF-8");
    CHECK(type.parameter("profile") == "a \"b\"; c");
    CHECK_FALSE(type.parameter("boundary"));
    CHECK(type.to_string() == "application/problem+json; charset=UTF-8; profile=\"a \\\"b\\\"; c\"");
}

TEST_CASE("a media type without a suffix has none", "[http]") {
    CHECK(MediaType{"text/html"}.suffix().empty());
    CHECK(MediaType{"text/html"}.parameters().empty());
}

TEST_CASE("what is no media type is refused", "[http]") {
    const auto text = GENERATE(as<std::string_view>{}, "", "text", "/html", "text/", "text//html", "text/a/b", "te xt/html", "text /html",
                               "text/html charset=a", "text/html;charset", "text/html;=a", "text/html; charset =a", "text/html;a=\"b",
                               "text/html;a=\"b\"c", "text/html, text/plain", "text/html;a=b\r\n");
    CHECK_FALSE(MediaType::parse(text));
    CHECK_THROWS_AS(MediaType{text}, std::invalid_argument);
}

TEST_CASE("of parameters with one name the first counts", "[http]") {
    CHECK(MediaType{"a/b;c=1;C=2"}.parameter("c") == "1");
}

TEST_CASE("a range includes what it describes", "[http]") {
    const MediaType utf8{"text/html;charset=UTF-8"};
    CHECK(MediaType{"*/*"}.includes(utf8));
    CHECK(MediaType{"text/*"}.includes(utf8));
    CHECK(MediaType{"text/html"}.includes(utf8));
    CHECK(MediaType{"TEXT/HTML;charset=utf-8"}.includes(utf8));
    CHECK_FALSE(MediaType{"text/html;charset=ascii"}.includes(utf8));
    CHECK_FALSE(MediaType{"text/html;level=1"}.includes(utf8));
    CHECK_FALSE(MediaType{"image/*"}.includes(utf8));
    CHECK_FALSE(utf8.includes(MediaType{"text/html"}));
}

TEST_CASE("a hundred thousand parameters are read in one pass", "[http]") {
    std::string text = "a/b";
    for (int i = 0; i < 100'000; ++i) text += ";x=1";
    CHECK(MediaType::parse(text)->parameters().size() == 100'000);
}
