#include <catch2/catch.hpp>

#include "openapi/yaml.hpp"

using namespace serval;

TEST_CASE("YAML is written in blocks, with every string quoted", "[openapi]") {
    const OrderedJson value = OrderedJson::parse(R"({
        "b": "no", "a": [1, "1", true, null, {"x": 1.5, "y": []}, [2, [3]]], "200": {}, "empty": ""
    })");
    CHECK(to_yaml(value) == R"("b": "no"
"a":
  - 1
  - "1"
  - true
  - null
  - "x": 1.5
    "y": []
  - - 2
    - - 3
"200": {}
"empty": ""
)");
}

TEST_CASE("a value that is no block is YAML, too", "[openapi]") {
    CHECK(to_yaml(OrderedJson("text")) == "\"text\"\n");
    CHECK(to_yaml(OrderedJson::object()) == "{}\n");
    CHECK(to_yaml(OrderedJson::array()) == "[]\n");
}

TEST_CASE("what YAML readers refuse or fold is escaped, other text is left as it is", "[openapi]") {
    CHECK(to_yaml(OrderedJson("a\n\"b\"\t\\")) == "\"a\\n\\\"b\\\"\\t\\\\\"\n");
    CHECK(to_yaml(OrderedJson("\x7F")) == "\"\\x7F\"\n");
    CHECK(to_yaml(OrderedJson("\xC2\x85|\xC2\x9F|\xC2\xA0")) == "\"\\x85|\\x9F|\xC2\xA0\"\n");
    CHECK(to_yaml(OrderedJson("\xE2\x80\xA8\xE2\x80\xA9\xEF\xBB\xBF")) == "\"\\u2028\\u2029\\uFEFF\"\n");
    CHECK(to_yaml(OrderedJson("Grüße 😀")) == "\"Grüße 😀\"\n");
    CHECK(to_yaml(OrderedJson("\xFF")) == "\"\xEF\xBF\xBD\"\n");
}

TEST_CASE("a number with an exponent is one to readers of YAML 1.1 as well", "[openapi]") {
    CHECK(to_yaml(OrderedJson(1e+100)) == "1.0e+100\n");
    CHECK(to_yaml(OrderedJson(1.5e-20)) == "1.5e-20\n");
    CHECK(to_yaml(OrderedJson(-3)) == "-3\n");
}
