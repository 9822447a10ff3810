#include <string_view>

#include <catch2/catch.hpp>

#include <serval/throttling/rate.hpp>

using namespace serval;
using namespace std::chrono_literals;

TEST_CASE("a rate is read from text", "[throttling]") {
    struct Row {
        std::string_view text;
        std::uint64_t requests;
        std::chrono::seconds period;
    };
    const Row rows[] = {
        {"1/s", 1, 1s},           {"2/sec", 2, 1s},          {"3/second", 3, 1s},      {"4/m", 4, 1min},
        {"5/min", 5, 1min},       {"6/minute", 6, 1min},     {"7/h", 7, 1h},           {"8/hour", 8, 1h},
        {"9/d", 9, 24h},          {"100/day", 100, 24h},     {"5/10s", 5, 10s},        {"5/15min", 5, 15min},
        {"1000/366d", 1000, 24h * 366}, {"18446744073709551615/s", 18446744073709551615U, 1s},
    };
    for (const Row& row : rows) {
        INFO(row.text);
        const Rate rate{row.text};
        CHECK(rate.fault.empty());
        CHECK(rate.requests == row.requests);
        CHECK(rate.period == row.period);
    }
}

TEST_CASE("what is no rate says so, and what would have been right", "[throttling]") {
    for (const std::string_view text :
         {"", "100", "100/", "/day", "0/day", "-1/day", "+1/day", "1.5/day", "100 / day", " 100/day", "100/day ", "100/days", "100/DAY",
          "100/0s", "100/-5s", "100/10", "100/10/s", "100/week", "100/367d", "100/8785h", "18446744073709551616/s",
          "1/18446744073709551616s", "1/18446744073709551615d"}) {
        INFO(text);
        CHECK_THAT(Rate{text}.fault, Catch::Contains("\"" + std::string{text} + "\" is no rate") && Catch::Contains("\"100/day\""));
    }
}

TEST_CASE("a typed rate that would admit nobody, or everybody, is none", "[throttling]") {
    CHECK(Rate{0, 1s}.fault == "\"0/1s\" is no rate: it is at least one request in a period of 1 second to 366 days");
    CHECK_FALSE(Rate{1, 0s}.fault.empty());
    CHECK_FALSE(Rate{1, -1s}.fault.empty());
    CHECK_FALSE(Rate{1, 24h * 367}.fault.empty());
    CHECK(Rate{1, 24h * 366}.fault.empty());
}

TEST_CASE("a rate's text is read as the same rate", "[throttling]") {
    for (const std::string_view text : {"1/s", "100/day", "7/15min"}) {
        const Rate rate{text};
        const Rate again{rate.text()};
        CHECK(again.requests == rate.requests);
        CHECK(again.period == rate.period);
    }
}
