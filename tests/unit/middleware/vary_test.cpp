#include <catch2/catch.hpp>

#include "http/vary.hpp"

using namespace serval;

TEST_CASE("Vary names each field once, whatever it named before", "[middleware]") {
    const auto after = [](Headers headers, std::string_view name) {
        add_vary(headers, name);
        return headers.joined("Vary").value_or("");
    };
    CHECK(after({}, "Origin") == "Origin");
    CHECK(after({{"Vary", ""}}, "Origin") == "Origin");
    CHECK(after({{"Vary", "Accept"}}, "Origin") == "Accept, Origin");
    CHECK(after({{"Vary", "Accept"}, {"Vary", "origin"}}, "Origin") == "Accept, origin");
    CHECK(after({{"Vary", "Accept,Origin , Cookie"}}, "Origin") == "Accept,Origin , Cookie");
    CHECK(after({{"Vary", "*"}}, "Origin") == "*");
    CHECK(after({{"Vary", "Origins"}}, "Origin") == "Origins, Origin");
}
