#include <serval/http/headers.hpp>

#include <catch2/catch.hpp>

using namespace serval;

namespace {

std::string written(const Headers& headers) {
    std::string out;
    headers.write_to(out);
    return out;
}

}  // namespace

TEST_CASE("field names compare without case, values keep theirs", "[http]") {
    const Headers headers{{"Content-Type", "Text/Plain"}, {"X-One", "1"}};
    CHECK(headers.find("content-type") == "Text/Plain");
    CHECK(headers.contains("x-ONE"));
    CHECK_FALSE(headers.find("X-On"));
}

TEST_CASE("a name may stand several times, in order", "[http]") {
    Headers headers;
    headers.add("Set-Cookie", "a=1");
    headers.add("Vary", "Accept");
    headers.add("set-cookie", "b=2");
    CHECK(headers.all("Set-Cookie") == std::vector<std::string_view>{"a=1", "b=2"});
    CHECK(headers.find("Set-Cookie") == "a=1");
    CHECK(written(headers) == "Set-Cookie: a=1\r\nVary: Accept\r\nset-cookie: b=2\r\n");
}

TEST_CASE("the fields of one name make one list", "[http]") {
    const Headers headers{{"Accept", "a/b"}, {"X", "1"}, {"accept", "c/d"}, {"Empty", ""}};
    CHECK(headers.joined("Accept") == "a/b, c/d");
    CHECK(headers.joined("empty") == "");
    CHECK_FALSE(headers.joined("Y"));
}

TEST_CASE("set puts one field in the place of all of its name", "[http]") {
    Headers headers{{"A", "1"}, {"B", "2"}, {"a", "3"}};
    headers.set("a", "4");
    CHECK(headers.all("A") == std::vector<std::string_view>{"4"});
    CHECK(written(headers) == "B: 2\r\na: 4\r\n");
}

TEST_CASE("a field that the program has fixed is set like any other", "[http]") {
    constexpr detail::FixedField json{"Content-Type: application/json\r\n"};
    Headers headers{{"content-type", "text/plain"}, {"X-One", "1"}};
    headers.set(json);
    CHECK(headers.size() == 2);
    CHECK(headers.find("Content-Type") == "application/json");
    std::string written;
    headers.write_to(written);
    CHECK(written == "X-One: 1\r\nContent-Type: application/json\r\n");
}

TEST_CASE("a removed field is gone from what is written", "[http]") {
    Headers headers{{"A", "1"}, {"B", "2"}};
    CHECK(headers.remove("a"));
    CHECK_FALSE(headers.remove("a"));
    CHECK(written(headers) == "B: 2\r\n");
    CHECK(headers.size() == 1);
}

TEST_CASE("a field set a thousand times takes the room of one", "[http]") {
    Headers headers;
    const std::string value(1000, 'x');
    for (int i = 0; i < 1000; ++i) headers.set("X-State", value);
    CHECK(written(headers).size() == value.size() + 11);
}

TEST_CASE("a header value with a line break or another control character is refused", "[http]") {
    Headers headers{{"Kept", "1"}};
    const auto value = GENERATE(as<std::string>{}, "a\r\nSet-Cookie: b", "a\nb", "a\rb", std::string{"a\0b", 3}, "\x7F", "\x1B[0m");
    CHECK_THROWS_AS(headers.add("Name", value), std::invalid_argument);
    CHECK_THROWS_AS(headers.set("Kept", value), std::invalid_argument);
    CHECK(written(headers) == "Kept: 1\r\n");
}

TEST_CASE("a header name that is no token is refused", "[http]") {
    Headers headers;
    const auto name = GENERATE(as<std::string>{}, "", "A B", "A:", "A\r\n", "Ä");
    CHECK_THROWS_AS(headers.add(name, "1"), std::invalid_argument);
    CHECK(headers.empty());
}

TEST_CASE("outer blanks are no part of a value", "[http]") {
    const Headers headers{{"A", " \t b c \t"}, {"Empty", "  "}};
    CHECK(headers.find("A") == "b c");
    CHECK(headers.find("Empty") == "");
}

TEST_CASE("a field may be made of views into the same headers", "[http]") {
    Headers headers{{"First", std::string(40, 'a')}};
    for (int i = 0; i < 200; ++i) {
        const auto [name, value] = headers.at(headers.size() - 1);
        headers.add(name, value);
    }
    headers.set("First", *headers.find("First"));
    CHECK(written(headers) == "First: " + std::string(40, 'a') + "\r\n");
}

TEST_CASE("a received head is indexed, not parsed again", "[http]") {
    Headers headers;
    std::vector<Headers::Slot> slots{{16, 4, 23, 1}, {27, 1, 29, 1}};
    headers.take_over("GET / HTTP/1.1\r\nHost:  a \r\nX:1\r\n\r\n", slots);
    CHECK(headers.find("host") == "a");
    CHECK(written(headers) == "Host: a\r\nX: 1\r\n");
    headers.set("X", "2");
    headers.add("Y", "3");
    CHECK(written(headers) == "Host: a\r\nX: 2\r\nY: 3\r\n");
    headers.clear();
    CHECK(written(headers).empty());
}

TEST_CASE("headers are walked through in order", "[http]") {
    const Headers headers{{"A", "1"}, {"B", "2"}};
    std::string seen;
    for (const auto [name, value] : headers) seen.append(name).append(value);
    CHECK(seen == "A1B2");
}
