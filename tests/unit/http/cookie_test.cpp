#include <serval/http/cookie.hpp>

#include <catch2/catch.hpp>

#include <serval/http/headers.hpp>
#include <serval/http/response.hpp>

using namespace serval;

namespace {

SetCookie named(std::string name) {
    SetCookie cookie;
    cookie.name = std::move(name);
    cookie.value = "v";
    return cookie;
}

}  // namespace

TEST_CASE("cookies are found by their exact name", "[http]") {
    const Cookies cookies{"sessionid=abc; theme=dark; Theme=light"};
    CHECK(cookies.size() == 3);
    CHECK(cookies.find("sessionid") == "abc");
    CHECK(cookies.find("theme") == "dark");
    CHECK(cookies.find("Theme") == "light");
    CHECK_FALSE(cookies.find("session"));
}

TEST_CASE("of cookies with one name the first counts", "[http]") {
    CHECK(Cookies{"a=near; a=far"}.find("a") == "near");
}

TEST_CASE("cookies are read tolerantly", "[http]") {
    const Cookies cookies{" a = 1 ;b=\"2\";;c; =d;e=x=y=;f=;g=\"; h=caf\xC3\xA9 {\"k\":1}"};
    CHECK(cookies.find("a") == "1");
    CHECK(cookies.find("b") == "2");
    CHECK_FALSE(cookies.find("c"));
    CHECK(cookies.find("e") == "x=y=");
    CHECK(cookies.find("f") == "");
    CHECK(cookies.find("g") == "\"");
    CHECK(cookies.find("h") == "caf\xC3\xA9 {\"k\":1}");
    CHECK(cookies.size() == 6);
}

TEST_CASE("several Cookie fields are read as one", "[http]") {
    const Headers headers{{"Cookie", "a=1"}, {"X-Cookie", "b=2"}, {"cookie", "c=3"}};
    const Cookies cookies{headers};
    std::string seen;
    for (const auto& [name, value] : cookies) seen.append(name).append(value);
    CHECK(seen == "a1c3");
}

TEST_CASE("ten thousand cookies are read in one pass", "[http]") {
    std::string field;
    for (int i = 0; i < 10'000; ++i) field += "c" + std::to_string(i) + "=1; ";
    CHECK(Cookies{field}.size() == 10'000);
    CHECK(Cookies{std::string(1'000'000, ';')}.size() == 0);
}

TEST_CASE("a new cookie is for the whole site and hidden from scripts and other sites", "[http]") {
    CHECK(named("a").to_string() == "a=v; Path=/; HttpOnly; SameSite=Lax");
}

TEST_CASE("a cookie's attributes are written in one order", "[http]") {
    const SetCookie cookie{.name = "a", .value = "b", .path = "/api", .domain = "shop.example", .max_age = 60,
                           .expires = "Sun, 06 Nov 1994 08:49:37 GMT", .secure = true, .http_only = false,
                           .same_site = SameSite::none, .partitioned = true};
    CHECK(cookie.to_string() == "a=b; Path=/api; Domain=shop.example; Max-Age=60; Expires=Sun, 06 Nov 1994 08:49:37 GMT; "
                                "Secure; SameSite=None; Partitioned");
}

TEST_CASE("a cookie may leave attributes to the browser", "[http]") {
    SetCookie cookie = named("a");
    cookie.path.clear();
    cookie.same_site.reset();
    CHECK(cookie.to_string() == "a=v; HttpOnly");
    cookie.same_site = SameSite::strict;
    CHECK(cookie.to_string() == "a=v; HttpOnly; SameSite=Strict");
}

TEST_CASE("a cookie's name has to be a token", "[http]") {
    const auto name = GENERATE(as<std::string>{}, "", "a b", "a=b", "a;b", "a\r\n", "\xC3\xA9");
    CHECK_THROWS_AS(named(name).to_string(), std::invalid_argument);
}

TEST_CASE("what would end or split a cookie is refused", "[http]") {
    const auto text = GENERATE(as<std::string>{}, ";", "\r\n", std::string{"\0", 1}, "\x7F", "\xC3\xA9");
    SetCookie cookie = named("a");
    SECTION("in the value") { cookie.value += text; }
    SECTION("in the path") { cookie.path += text; }
    SECTION("in the domain") { cookie.domain += text; }
    SECTION("in the date") { cookie.expires += text; }
    CHECK_THROWS_AS(cookie.to_string(), std::invalid_argument);
}

TEST_CASE("blanks, quotes, commas and backslashes are refused in a value", "[http]") {
    SetCookie cookie = named("a");
    cookie.value = GENERATE(as<std::string>{}, "a b", "\"a\"", "a,b", "a\\b");
    CHECK_THROWS_WITH(cookie.to_string(), Catch::Contains("cookie \"a\": the value"));
}

TEST_CASE("a path begins with a slash", "[http]") {
    SetCookie cookie = named("a");
    cookie.path = "api";
    CHECK_THROWS_AS(cookie.to_string(), std::invalid_argument);
}

TEST_CASE("the prefixes of a name hold what they promise", "[http]") {
    const auto name = GENERATE(as<std::string>{}, "__Host-id", "__host-id", "__Secure-id");
    SetCookie cookie = named(name);
    CHECK_THROWS_AS(cookie.to_string(), std::invalid_argument);
    cookie.secure = true;
    CHECK_NOTHROW(cookie.to_string());
}

TEST_CASE("a cookie for one host has no domain and no narrower path", "[http]") {
    SetCookie cookie = named("__Host-id");
    cookie.secure = true;
    SECTION("a domain") { cookie.domain = "shop.example"; }
    SECTION("a path") { cookie.path = "/api"; }
    SECTION("no path") { cookie.path.clear(); }
    CHECK_THROWS_AS(cookie.to_string(), std::invalid_argument);
}

TEST_CASE("what browsers take over TLS only needs Secure", "[http]") {
    SetCookie cookie = named("a");
    SECTION("SameSite=None") { cookie.same_site = SameSite::none; }
    SECTION("Partitioned") { cookie.partitioned = true; }
    CHECK_THROWS_AS(cookie.to_string(), std::invalid_argument);
    cookie.secure = true;
    CHECK_NOTHROW(cookie.to_string());
}

TEST_CASE("each cookie has a line of its own, a deleted one too", "[http]") {
    Response response;
    set_cookie(response, named("a"));
    delete_cookie(response, named("b"));
    const auto lines = response.headers().all("Set-Cookie");
    REQUIRE(lines.size() == 2);
    CHECK(lines[1] == "b=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax");
}
