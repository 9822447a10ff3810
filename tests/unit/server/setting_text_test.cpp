#include <catch2/catch.hpp>

#include "server/setting_text.hpp"

using namespace serval::detail;
using namespace std::chrono_literals;

TEST_CASE("a duration has a unit", "[server]") {
    REQUIRE(read_duration("250ms") == 250ms);
    REQUIRE(read_duration("30s") == 30s);
    REQUIRE(read_duration("5m") == 5min);
    REQUIRE(read_duration("1h") == 1h);
    REQUIRE(read_duration("0s") == 0s);
    REQUIRE(read_duration("8784h") == 366 * 24h);
    for (const auto* text :
         {"", "30", "s", "-1s", "1.5s", "30 s", "30S", "1m30s", "5min", "8785h", "99999999999999999999s"}) {
        INFO(text);
        REQUIRE_FALSE(read_duration(text));
    }
}

TEST_CASE("a size is a number of octets or has a binary unit", "[server]") {
    REQUIRE(read_size("0") == 0);
    REQUIRE(read_size("512") == 512);
    REQUIRE(read_size("512B") == 512);
    REQUIRE(read_size("64KiB") == 65536);
    REQUIRE(read_size("1MiB") == 1048576);
    REQUIRE(read_size("2GiB") == 2147483648);
    REQUIRE(read_size("18446744073709551615") == 18446744073709551615U);
    for (const auto* text :
         {"", "KiB", "1 KiB", "-1", "1kib", "1MB", "1M", "1.5MiB", "18446744073709551616", "17179869184GiB"}) {
        INFO(text);
        REQUIRE_FALSE(read_size(text));
    }
}

TEST_CASE("sizes and durations are shown in the largest unit that says them whole", "[server]") {
    for (const auto* text : {"0", "1B", "1000B", "1KiB", "1025B", "64KiB", "1MiB", "3GiB"})
        REQUIRE(show_size(*read_size(text)) == text);
    for (const auto* text : {"0s", "1ms", "1500ms", "30s", "90s", "5m", "36h"})
        REQUIRE(show_duration(*read_duration(text)) == text);
}

TEST_CASE("truth values have several names and no others", "[server]") {
    for (const auto* text : {"true", "on", "yes", "1"}) REQUIRE(read_truth(text) == true);
    for (const auto* text : {"false", "off", "no", "0"}) REQUIRE(read_truth(text) == false);
    for (const auto* text : {"", "True", "y", "2", "true "}) REQUIRE_FALSE(read_truth(text));
}

TEST_CASE("numbers are taken whole or not at all", "[server]") {
    REQUIRE(read_whole("42") == 42);
    REQUIRE_FALSE(read_whole("-1"));
    REQUIRE_FALSE(read_whole("4x"));
    REQUIRE_FALSE(read_whole(""));
    REQUIRE(read_integer("-42") == -42);
    REQUIRE_FALSE(read_integer("+1"));
    REQUIRE(read_real("0.5") == 0.5);
    REQUIRE(read_real("-1e3") == -1000);
    REQUIRE_FALSE(read_real("nan"));
    REQUIRE_FALSE(read_real("1e999"));
    REQUIRE_FALSE(read_real("1,5"));
}

TEST_CASE("a list is split at its commas", "[server]") {
    REQUIRE(split_list("a, b ,c") == std::vector<std::string>{"a", "b", "c"});
    REQUIRE(split_list("a") == std::vector<std::string>{"a"});
    REQUIRE(split_list("a,,b") == std::vector<std::string>{"a", "", "b"});
    REQUIRE(split_list("").empty());
    REQUIRE(split_list("  ").empty());
}
