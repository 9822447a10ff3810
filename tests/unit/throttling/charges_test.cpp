#include <catch2/catch.hpp>

#include <serval/throttling/charges.hpp>

using namespace serval;
using namespace std::chrono_literals;

TEST_CASE("charges are claims, each under the key of its throttle", "[throttling]") {
    Charges charges;
    charges.begin(0, "first|", false);
    charges.add({"user ", "7"}, {.amount = 3});
    charges.begin(1, "second|", false);
    charges.add({"user ", "7"}, {.amount = 5});
    REQUIRE(charges.claims().size() == 2);
    CHECK(charges.claims()[0].key == "first|user 7");
    CHECK(charges.claims()[0].allowance.amount == 3);
    CHECK(charges.source(0) == 0);
    CHECK(charges.claims()[1].key == "second|user 7");
    CHECK(charges.source(1) == 1);
}

TEST_CASE("charges know nothing of the last request", "[throttling]") {
    Charges charges;
    charges.begin(0, "p|", false);
    charges.add({"a"}, {.amount = 3});
    charges.claims()[0].standing = {.is_allowed = true, .remaining = 2};
    charges.refuse(5s);
    charges.clear();
    CHECK(charges.claims().empty());
    CHECK_FALSE(charges.is_refused());
    CHECK_FALSE(charges.needs_store());
    CHECK_FALSE(charges.longest_wait().has_value());
    charges.add({"b"}, {.amount = 3});
    CHECK(charges.claims()[0].key == "p|b");
    CHECK_FALSE(charges.claims()[0].standing.is_allowed);
    CHECK(charges.claims()[0].standing.remaining == 0);
}

TEST_CASE("the longest wait counts, in whole seconds, rounded up", "[throttling]") {
    Charges charges;
    charges.add({"a"}, {});
    charges.add({"b"}, {});
    charges.add({"c"}, {});
    charges.claims()[0].standing = {.is_allowed = true, .wait = 1h};
    charges.claims()[1].standing = {.wait = 2001ms};
    charges.claims()[2].standing = {.wait = 1s};
    CHECK(charges.longest_wait() == 3s);
    charges.refuse(2s);
    CHECK(charges.longest_wait() == 3s);
    charges.refuse(10s);
    charges.refuse(5s);
    CHECK(charges.longest_wait() == 10s);
}

TEST_CASE("the store is needed as soon as one of those who count cannot do without", "[throttling]") {
    Charges charges;
    charges.begin(0, "open|", true);
    charges.add({"a"}, {});
    CHECK_FALSE(charges.needs_store());
    charges.begin(1, "closed|", false);
    CHECK_FALSE(charges.needs_store());
    charges.add({"a"}, {});
    CHECK(charges.needs_store());
}
