#include "complaints.hpp"

#include <catch2/catch.hpp>

using namespace serval;
using serval::test::complaints;
using serval::test::Lines;

namespace {

enum class Light { sun, shade };

struct Strict {
    int number = 0;
    std::string text;
};

struct Lax {
    int number = 0;
    double real = 0;
    bool truth = false;
    std::string text;
    std::vector<int> list;
    std::optional<std::string> maybe;

    static void describe(Fields<Lax>& f) {
        f.lax();
        f.on<&Lax::number>().range(1, 99);
        f.on<&Lax::text>().max_length(3);
        f.on<&Lax::list>().otherwise({});
    }
};

struct OneLax {
    int number = 0;
    int strict = 0;

    static void describe(Fields<OneLax>& f) { f.on<&OneLax::number>().lax().choices({1, 2}); }
};

}  // namespace

TEST_CASE("JSON is read strictly: a number is no string and a string no number", "[model]") {
    CHECK(complaints<Strict>(R"({"number":"1","text":1})") ==
          Lines{"/number|invalid|A valid integer is required.", "/text|invalid|Not a valid string."});
}

TEST_CASE("a lax model takes numbers, truth values and strings for each other", "[model]") {
    const auto lax = from_json<Lax>(R"({"number":"12","real":"2.5","truth":"yes","text":120,"list":["1",2],"maybe":3.0})");
    REQUIRE(lax.errors.empty());
    CHECK(to_json(*lax) == R"({"number":12,"real":2.5,"truth":true,"text":"120","list":[1,2],"maybe":"3.0"})");
    CHECK(from_json<Lax>(R"({"number":1,"real":1,"truth":1,"text":"a"})")->truth);
}

TEST_CASE("the rules hold for what a lax model takes, and are told once", "[model]") {
    CHECK(complaints<Lax>(R"({"number":"120","real":"x","truth":2,"text":1234})") ==
          Lines{"/number|max_value|Ensure this value is less than or equal to 99.", "/real|invalid|A valid number is required.",
                "/truth|invalid|Must be a valid boolean.", "/text|max_length|Ensure this field has no more than 3 characters."});
    CHECK(complaints<Lax>(R"({"number":1,"real":1,"truth":true,"text":true})") == Lines{"/text|invalid|Not a valid string."});
}

TEST_CASE("a single field can be lax", "[model]") {
    CHECK(complaints<OneLax>(R"({"number":"1","strict":"1"})") == Lines{"/strict|invalid|A valid integer is required."});
    CHECK(complaints<OneLax>(R"({"number":"3","strict":1})") == Lines{"/number|invalid_choice|\"3\" is not a valid choice."});
}
