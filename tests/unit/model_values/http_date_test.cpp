#include <serval/http/date.hpp>

#include <catch2/catch.hpp>

#include <array>
#include <ctime>
#include <string>

using namespace serval;
using namespace std::chrono;

namespace {

constexpr sys_seconds now = sys_days{year{2026} / 11 / 22} + 8h;
constexpr sys_seconds example = sys_days{year{1994} / 11 / 6} + 8h + 49min + 37s;   // RFC 9110's

/** What the C library writes for a time, as an independent witness. */
std::string c_library_text(sys_seconds time, const char* format) {
    const std::time_t seconds = time.time_since_epoch().count();
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 64> text{};
    return {text.data(), std::strftime(text.data(), text.size(), format, &parts)};
}

}  // namespace

TEST_CASE("the three forms of RFC 9110's example are read", "[http][date]") {
    CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT", now) == example);
    CHECK(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT", now) == example);
    CHECK(parse_http_date("Sun Nov  6 08:49:37 1994", now) == example);
    CHECK(parse_http_date("Sun Nov 16 08:49:37 1994", now) == example + days{10});
}

TEST_CASE("a time is written as an IMF-fixdate", "[http][date]") {
    CHECK(HttpDate{example}.text() == "Sun, 06 Nov 1994 08:49:37 GMT");
    CHECK(HttpDate{sys_seconds{}}.text() == "Thu, 01 Jan 1970 00:00:00 GMT");
    CHECK(HttpDate{sys_seconds{-1s}}.text() == "Wed, 31 Dec 1969 23:59:59 GMT");
    CHECK(HttpDate{sys_days{year{0} / 1 / 1}}.text() == "Sat, 01 Jan 0000 00:00:00 GMT");
    CHECK(HttpDate{sys_days{year{9999} / 12 / 31} + 86'399s}.text() == "Fri, 31 Dec 9999 23:59:59 GMT");
}

TEST_CASE("a time outside the years of four digits has no HTTP date", "[http][date]") {
    CHECK_THROWS_AS(HttpDate{sys_days{year{10'000} / 1 / 1}}, std::domain_error);
    CHECK_THROWS_AS(HttpDate{sys_seconds{sys_days{year{0} / 1 / 1}} - 1s}, std::domain_error);
    CHECK_THROWS_AS(HttpDate{sys_seconds::max()}, std::domain_error);
}

TEST_CASE("over eight centuries HTTP dates agree with the C library's, and are read as they were written", "[http][date]") {
    // The step, a prime number of seconds somewhat over a day, meets every day of the week and every part of the day.
    for (sys_seconds time = sys_days{year{1583} / 1 / 1}; time < sys_days{year{2400} / 1 / 1}; time += 86'413s) {
        const HttpDate date{time};
        if (date.text() != c_library_text(time, "%a, %d %b %Y %H:%M:%S GMT")) FAIL(date.text());
        if (parse_http_date(date.text(), now) != time) FAIL(date.text());
        if (parse_http_date(c_library_text(time, "%a %b %e %H:%M:%S %Y"), now) != time) FAIL(date.text());
        if (parse_http_date(c_library_text(time, "%A, %d-%b-%y %H:%M:%S GMT"), time) != time) FAIL(date.text());
    }
}

TEST_CASE("a year of two digits is at most 50 years ahead", "[http][date]") {
    const auto year_of = [](const char* digits, sys_seconds at) {
        const auto time = parse_http_date("Sunday, 06-Nov-" + std::string{digits} + " 08:49:37 GMT", at);
        return static_cast<int>(year_month_day{floor<days>(time.value())}.year());
    };
    CHECK(year_of("76", now) == 2076);
    CHECK(year_of("77", now) == 1977);
    CHECK(year_of("26", now) == 2026);
    CHECK(year_of("00", now) == 2000);
    CHECK(year_of("99", now) == 1999);
    CHECK(year_of("05", sys_days{year{2099} / 1 / 1}) == 2105);
    CHECK(year_of("49", sys_days{year{2099} / 1 / 1}) == 2149);
    CHECK(year_of("50", sys_days{year{2099} / 1 / 1}) == 2050);
}

TEST_CASE("a leap second is the second after, and a wrong day of the week does no harm", "[http][date]") {
    CHECK(parse_http_date("Sat, 31 Dec 2016 23:59:60 GMT", now) == sys_days{year{2017} / 1 / 1});
    CHECK(parse_http_date("Mon, 06 Nov 1994 08:49:37 GMT", now) == example);
}

TEST_CASE("what is no HTTP date is refused", "[http][date]") {
    for (const char* text :
         {"", "0", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 1994 08:49:37 +0000",
          "Sun, 06 Nov 1994 08:49:37 GMT ", " Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT",
          "Sun, 06 Nov 94 08:49:37 GMT", "sun, 06 nov 1994 08:49:37 gmt", "Sun, 06 Nov 1994 24:00:00 GMT",
          "Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 06 Nov 1994 08:49:61 GMT", "Sun, 31 Nov 1994 08:49:37 GMT",
          "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 29 Feb 1900 08:49:37 GMT", "Sun, 06 Nix 1994 08:49:37 GMT",
          "Day, 06 Nov 1994 08:49:37 GMT", "Sun,06 Nov 1994 08:49:37 GMT", "06 Nov 1994 08:49:37 GMT",
          "Sun, 06-Nov-94 08:49:37 GMT", "Sunday, 06-Nov-1994 08:49:37 GMT", "Sunday, 06 Nov 1994 08:49:37 GMT",
          "Sunday, 06-Nov-94 08:49:37", "Sun Nov 6 08:49:37 1994", "Sun Nov  6 08:49:37 1994 GMT", "Sun Nov  6 08:49:37 94",
          "Sun Nov  6 8:49:37 1994", "Sunday Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z",
          "Fri, 31 Dec 9999 23:59:60 GMT"}) {
        INFO(text);
        CHECK_FALSE(parse_http_date(text, now));
    }
}

TEST_CASE("a date cut short anywhere, or with an octet changed, is refused or a time that can be written", "[http][date]") {
    for (const std::string_view whole :
         {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"}) {
        for (std::size_t size = 0; size < whole.size(); ++size) {
            REQUIRE_FALSE(parse_http_date(whole.substr(0, size), now));
            std::string changed{whole};
            for (int octet = 0; octet < 256; ++octet) {
                changed[size] = static_cast<char>(octet);
                const auto time = parse_http_date(changed, now);
                if (time && parse_http_date(HttpDate{*time}.text(), now) != time) FAIL(changed);
            }
        }
    }
}
