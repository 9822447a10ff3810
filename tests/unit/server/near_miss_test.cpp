#include <catch2/catch.hpp>

#include "server/near_miss.hpp"

using namespace serval::detail;

namespace {

const std::vector<std::string> words{"listen", "threads", "limits.body_octets", "debug"};

}  // namespace

TEST_CASE("a word with a slip in it is near the one that was meant", "[server]") {
    REQUIRE(near_miss("lissen", words) == "listen");
    REQUIRE(near_miss("thread", words) == "threads");
    REQUIRE(near_miss("debgu", {&words[0], 3}).empty());
    REQUIRE(near_miss("limits.body_octet", words) == "limits.body_octets");
    REQUIRE(did_you_mean("lissen", words) == "; did you mean listen?");
}

TEST_CASE("a word that is another one is near nothing", "[server]") {
    REQUIRE(near_miss("port", words).empty());
    REQUIRE(near_miss("", words).empty());
    REQUIRE(near_miss("database", words).empty());
    REQUIRE(did_you_mean("port", words).empty());
}
