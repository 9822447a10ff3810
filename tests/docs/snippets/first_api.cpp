#include <catch2/catch.hpp>

#include <serval/testing.hpp>

#include "../first_api/app.hpp"
#include "shown.hpp"

using namespace serval;

TEST_CASE("the first API answers as its page shows", "[docs]") {
    test::Client client{make_app(test::settings())};
    const auto good = client.post("/orders?discount=10", {{"customer", "Ada"}, {"pieces", 4}});
    CHECK(good.status() == Status::created);
    CHECK(docs::page("first-api.md").find("\n" + good.body() + "\n") != std::string::npos);
    const auto wrong = client.post("/orders?discount=99", {{"customer", ""}, {"pieces", "many"}});
    CHECK(wrong.status() == Status::bad_request);
    CHECK(wrong.body() == docs::compact("first_api_wrong.json"));
}
