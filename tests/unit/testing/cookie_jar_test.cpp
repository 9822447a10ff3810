#include <serval/testing.hpp>

#include <catch2/catch.hpp>

using namespace serval;
using namespace std::chrono_literals;

namespace {

const test::CookieJar::Time noon = std::chrono::sys_days{std::chrono::year{2026} / 1 / 2} + 12h;

/** What is sent to `to` of a cookie that an answer to a request for `from` has set. */
std::string sent(std::string_view line, std::string_view from, std::string_view to) {
    test::CookieJar jar;
    jar.keep(line, from, noon);
    return jar.field(to, noon);
}

/** Whether a cookie is sent a while after an answer has set it. */
bool lasts(std::string_view line, std::chrono::seconds time) {
    test::CookieJar jar;
    jar.keep(line, "/", noon);
    return !jar.field("/", noon + time).empty();
}

}  // namespace

TEST_CASE("a cookie is sent to its path and what is below it", "[testing]") {
    CHECK(sent("a=1; Path=/auth", "/auth/login", "/auth") == "a=1");
    CHECK(sent("a=1; Path=/auth", "/auth/login", "/auth/refresh") == "a=1");
    CHECK(sent("a=1; Path=/auth", "/auth/login", "/author").empty());
    CHECK(sent("a=1; Path=/auth/", "/auth/login", "/auth").empty());
    CHECK(sent("a=1; Path=/", "/auth/login", "/books") == "a=1");
}

TEST_CASE("without a path of its own a cookie is for the folder of what was asked for", "[testing]") {
    CHECK(sent("a=1", "/auth/login", "/auth/me") == "a=1");
    CHECK(sent("a=1", "/auth/login", "/books").empty());
    CHECK(sent("a=1; Path=auth", "/auth/login", "/auth/me") == "a=1");
    CHECK(sent("a=1", "/login", "/books") == "a=1");
}

TEST_CASE("a cookie ends when it was said to", "[testing]") {
    CHECK(lasts("a=1", 1000h));
    CHECK(lasts("a=1; Max-Age=60", 59s));
    CHECK_FALSE(lasts("a=1; Max-Age=60", 60s));
    CHECK_FALSE(lasts("a=1; max-age=-5", 0s));
    CHECK_FALSE(lasts("a=1; max-age=-99999999999999999999", 0s));
    CHECK(lasts("a=1; max-age=99999999999999999999", 24h));
    CHECK(lasts("a=1; Max-Age=soon", 1000h));
    CHECK(lasts("a=1; Expires=Fri, 02 Jan 2026 12:01:00 GMT", 59s));
    CHECK_FALSE(lasts("a=1; Expires=Fri, 02 Jan 2026 12:01:00 GMT", 60s));
    CHECK(lasts("a=1; Expires=Sun, 06 Nov 1994 08:49:37 GMT; Max-Age=60", 0s));
    CHECK_FALSE(lasts("a=1; Max-Age=60; Max-Age=0", 0s));
}

TEST_CASE("a cookie takes the place of one of its name and path", "[testing]") {
    test::CookieJar jar;
    jar.keep("a=1; Path=/", "/", noon);
    jar.keep("b=2; Path=/", "/", noon);
    jar.keep("a=3; Path=/x", "/", noon);
    CHECK(jar.field("/x/y", noon) == "a=3; a=1; b=2");
    CHECK(jar.find("a") == "3");
    jar.keep("a=4; Path=/", "/", noon);
    CHECK(jar.field("/", noon) == "a=4; b=2");
    jar.keep("a=; Path=/x; Max-Age=0", "/", noon);
    CHECK(jar.field("/x", noon) == "a=4; b=2");
    jar.erase("a");
    CHECK_FALSE(jar.contains("a"));
    CHECK(jar.size() == 1);
    jar.clear();
    CHECK(jar.size() == 0);
}

TEST_CASE("a cookie that breaks the promise of its name is not kept", "[testing]") {
    CHECK(sent("__Secure-a=1; Secure", "/", "/") == "__Secure-a=1");
    CHECK(sent("__Secure-a=1", "/", "/").empty());
    CHECK(sent("__Host-a=1; Secure; Path=/", "/", "/") == "__Host-a=1");
    CHECK(sent("__Host-a=1; Secure", "/", "/").empty());
    CHECK(sent("__host-a=1; Path=/", "/", "/").empty());
    CHECK(sent("__Host-a=1; Secure; Path=/; Domain=x.example", "/", "/").empty());
    CHECK(sent("no pair", "/", "/").empty());
}

TEST_CASE("a cookie of a test's own is sent with what the app has set", "[testing]") {
    test::CookieJar jar;
    jar.set("a", "1").set("b", "2", "/x");
    CHECK(jar.field("/x", noon) == "b=2; a=1");
    CHECK(jar.field("/", noon) == "a=1");
}
