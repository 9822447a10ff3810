#include "http/syntax.hpp"

#include <catch2/catch.hpp>

#include "http/utf8.hpp"

using namespace serval;

TEST_CASE("tokens hold just the octets of the RFC", "[http]") {
    std::string octets;
    for (int i = 0; i < 256; ++i) {
        if (detail::is_token_octet(static_cast<char>(i))) octets += static_cast<char>(i);
    }
    CHECK(octets == "!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~");
    CHECK_FALSE(detail::is_token(""));
}

TEST_CASE("a quoted string is read with its backslashes resolved", "[http]") {
    std::string_view rest = R"("a\"b\\c";q=1)";
    CHECK(detail::read_quoted(rest) == R"(a"b\c)");
    CHECK(rest == ";q=1");
}

TEST_CASE("a quoted string that does not end is none", "[http]") {
    const auto text = GENERATE(as<std::string_view>{}, "", "a", "\"", "\"a", "\"a\\", "\"a\\\"");
    std::string_view rest = text;
    CHECK_FALSE(detail::read_quoted(rest));
    CHECK(rest == text);
}

TEST_CASE("a list is split outside quoted strings only", "[http]") {
    std::string_view rest = R"(a;x="1,2\",3", b,,"c)";
    CHECK(detail::read_element(rest, ',') == R"(a;x="1,2\",3")");
    CHECK(detail::read_element(rest, ',') == " b");
    CHECK(detail::read_element(rest, ',').empty());
    CHECK(detail::read_element(rest, ',') == "\"c");
    CHECK(rest.empty());
}

TEST_CASE("a backslash at the very end of a list is harmless", "[http]") {
    std::string_view rest = "\"\\";
    CHECK(detail::read_element(rest, ',') == "\"\\");
    CHECK(rest.empty());
}

TEST_CASE("a value is quoted where it is no token", "[http]") {
    std::string out;
    detail::append_value(out, "plain");
    detail::append_value(out, "");
    detail::append_value(out, "a \"b\\");
    CHECK(out == R"(plain"""a \"b\\")");
}

TEST_CASE("UTF-8 is told from what is not", "[http]") {
    const auto good = GENERATE(as<std::string>{}, "", "plain ASCII of some length", "\xC2\x80", "\xDF\xBF", "\xE0\xA0\x80",
                               "\xED\x9F\xBF", "\xEE\x80\x80", "\xEF\xBF\xBF", "\xF0\x90\x80\x80", "\xF4\x8F\xBF\xBF",
                               "12345678\xC3\xA9", std::string(1, '\0'));
    CHECK(detail::is_utf8(good));
    CHECK(detail::is_utf8("abc" + good + "def"));
}

TEST_CASE("overlong, cut, surrogate and too large sequences are not UTF-8", "[http]") {
    const auto bad = GENERATE(as<std::string>{}, "\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC3", "\xC3(", "\xE0\x9F\xBF", "\xE2\x82",
                              "\xE2(\xA1", "\xE2\x82(", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF", "\xF0\x9F\x98",
                              "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xF8\x88\x80\x80\x80", "\xFE", "\xFF");
    CHECK_FALSE(detail::is_utf8(bad));
    CHECK_FALSE(detail::is_utf8("12345678" + bad));
}
