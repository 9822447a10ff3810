// [tests]
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

#include <serval/testing.hpp>

#include "app.hpp"

using namespace serval;

TEST_CASE("an order is priced") {
    test::Client client{make_app(test::settings())};
    const auto response = client.post("/orders?discount=10", {{"customer", "Ada"}, {"pieces", 4}});
    REQUIRE(response.status() == Status::created);
    CHECK(response.json()["price"] == 9.0);
}

TEST_CASE("an order of nothing is refused") {
    test::Client client{make_app(test::settings())};
    const auto response = client.post("/orders", {{"customer", ""}, {"pieces", 0}});
    REQUIRE(response.status() == Status::bad_request);
    CHECK(response.json()["errors"].size() == 2);
}
// [/tests]
