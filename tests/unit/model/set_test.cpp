#include "complaints.hpp"

#include <catch2/catch.hpp>

#include <set>

#include <serval/json.hpp>

using namespace serval;
using serval::test::complaints;
using serval::test::Lines;

namespace {

enum class Topping { cheese, ham, olives };

struct Pizza {
    std::set<Topping> toppings;
    std::set<std::string> names;

    static void describe(Fields<Pizza>& f) {
        f.on<&Pizza::toppings>().items(1, 2);
        f.on<&Pizza::names>().otherwise({}).each().max_length(3);
    }
};

}  // namespace

TEST_CASE("a set takes a list, keeps equal items once, and is written in its order", "[model]") {
    const auto pizza = from_json<Pizza>(R"({"toppings":["olives","cheese","olives"],"names":["b"," a "]})");
    REQUIRE(pizza.errors.empty());
    CHECK(to_json(*pizza) == R"({"toppings":["cheese","olives"],"names":["a","b"]})");
}

TEST_CASE("a set's limits count what it holds", "[model]") {
    CHECK(complaints<Pizza>(R"({"toppings":["ham","ham","cheese"]})") == Lines{});
    CHECK(complaints<Pizza>(R"({"toppings":[]})") == Lines{"/toppings|min_length|Ensure this field has at least 1 elements."});
    CHECK(complaints<Pizza>(R"({"toppings":["ham","cheese","olives"]})") ==
          Lines{"/toppings|max_length|Ensure this field has no more than 2 elements."});
}

TEST_CASE("what is wrong in a set is told with its place in the list", "[model]") {
    CHECK(complaints<Pizza>(R"({"toppings":["ham","glue"],"names":["long name"]})") ==
          Lines{"/toppings/1|invalid_choice|\"glue\" is not a valid choice.", "/names/0|max_length|Ensure this field has no more than 3 characters."});
    CHECK(complaints<Pizza>(R"({"toppings":"ham"})") == Lines{"/toppings|not_a_list|Expected a list of items but got type \"str\"."});
}

TEST_CASE("a set is read from a form", "[model]") {
    Pizza pizza;
    std::vector<FieldError> errors;
    REQUIRE(read_pairs({{"toppings", "ham"}, {"toppings", "ham"}, {"toppings[]", "olives"}}, type_of<Pizza>(), &pizza, Place::form, errors));
    CHECK(pizza.toppings == std::set{Topping::ham, Topping::olives});
}

TEST_CASE("the schema of a set says that its items are unique", "[model]") {
    SchemaContext context;
    std::ignore = json_schema(type_of<Pizza>(), context);
    CHECK(context.definitions()["Pizza"]["properties"]["toppings"] ==
          OrderedJson::parse(R"({"type":"array","items":{"type":"string","enum":["cheese","ham","olives"]},"uniqueItems":true,"minItems":1,"maxItems":2})"));
}
