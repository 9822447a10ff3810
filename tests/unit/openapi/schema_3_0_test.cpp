#include <catch2/catch.hpp>

#include "openapi/schema_3_0.hpp"

using namespace serval;

namespace {

/** `schema` in OpenAPI 3.0, compared without regard to the order of members. */
nlohmann::json translated(const char* schema) {
    return nlohmann::json::parse(detail::schema_in_3_0(OrderedJson::parse(schema)).dump());
}

nlohmann::json parse(const char* text) { return nlohmann::json::parse(text); }

}  // namespace

TEST_CASE("in OpenAPI 3.0 a value that may be null is nullable", "[openapi]") {
    CHECK(translated(R"({"type": ["string", "null"], "enum": ["a", null]})") ==
          parse(R"({"type": "string", "nullable": true, "enum": ["a", null]})"));
    CHECK(translated(R"({"type": "null"})") == parse(R"({"type": "string", "nullable": true, "enum": [null]})"));
    CHECK(translated(R"({"anyOf": [{"type": "string", "enum": ["a"]}, {"type": "null"}]})") ==
          parse(R"({"anyOf": [{"type": "string", "enum": ["a", null], "nullable": true}]})"));
}

TEST_CASE("in OpenAPI 3.0 a model that may be null is wrapped", "[openapi]") {
    CHECK(translated(R"({"anyOf": [{"$ref": "#/a"}, {"type": "null"}], "description": "Who wrote it"})") ==
          parse(R"({"type": "object", "allOf": [{"$ref": "#/a"}], "nullable": true, "description": "Who wrote it"})"));
    CHECK(translated(R"({"oneOf": [{"$ref": "#/a"}, {"$ref": "#/b"}, {"type": "null"}]})") ==
          parse(R"({"type": "object", "oneOf": [{"$ref": "#/a"}, {"$ref": "#/b"}], "nullable": true})"));
}

TEST_CASE("in OpenAPI 3.0 one of several types is one of several schemas", "[openapi]") {
    CHECK(translated(R"({"type": ["string", "integer"]})") == parse(R"({"anyOf": [{"type": "string"}, {"type": "integer"}]})"));
    CHECK(translated(R"({"type": ["string", "array", "null"], "anyOf": [{"title": "A"}]})") ==
          parse(R"({"anyOf": [{"title": "A"}],
                    "allOf": [{"anyOf": [{"type": "string", "nullable": true},
                                         {"type": "array", "nullable": true, "items": {}}]}]})"));
}

TEST_CASE("in OpenAPI 3.0 an exclusive limit is a flag of the other one", "[openapi]") {
    CHECK(translated(R"({"exclusiveMinimum": 1, "exclusiveMaximum": 2})") ==
          parse(R"({"minimum": 1, "exclusiveMinimum": true, "maximum": 2, "exclusiveMaximum": true})"));
    CHECK(translated(R"({"minimum": 1, "exclusiveMinimum": 1, "maximum": 9, "exclusiveMaximum": 8.5})") ==
          parse(R"({"minimum": 1, "exclusiveMinimum": true, "maximum": 8.5, "exclusiveMaximum": true})"));
    CHECK(translated(R"({"minimum": 3, "exclusiveMinimum": 1, "maximum": 4, "exclusiveMaximum": 5})") ==
          parse(R"({"minimum": 3, "maximum": 4})"));
}

TEST_CASE("in OpenAPI 3.0 nothing stands beside a reference", "[openapi]") {
    CHECK(translated(R"({"$ref": "#/a"})") == parse(R"({"$ref": "#/a"})"));
    CHECK(translated(R"({"$ref": "#/a", "readOnly": true})") == parse(R"({"allOf": [{"$ref": "#/a"}], "readOnly": true})"));
}

TEST_CASE("in OpenAPI 3.0 constants, examples and encodings have other names", "[openapi]") {
    CHECK(translated(R"({"const": "a", "title": "A"})") == parse(R"({"enum": ["a"], "title": "A"})"));
    CHECK(translated(R"({"examples": ["a", "b"]})") == parse(R"({"example": "a"})"));
    CHECK(translated(R"({"type": "string", "contentEncoding": "base64"})") == parse(R"({"type": "string", "format": "byte"})"));
}

TEST_CASE("OpenAPI 3.0 is not told what it has no keyword for", "[openapi]") {
    CHECK(translated(R"({"$comment": "x", "propertyNames": {"maxLength": 3}, "x-own": 1})") == parse(R"({"x-own": 1})"));
    CHECK(translated("true") == parse("{}"));
    CHECK(translated("false") == parse(R"({"not": {}})"));
    CHECK(translated(R"({"type": "array", "prefixItems": [true]})") == parse(R"({"type": "array", "items": {}})"));
}

TEST_CASE("schemas within schemas are translated as well", "[openapi]") {
    CHECK(translated(R"({"properties": {"const": {"const": 1}, "all": {"items": {"const": 2}}},
                         "additionalProperties": {"allOf": [{"const": 3}]}, "not": {"oneOf": [{"const": 4}]}})") ==
          parse(R"({"properties": {"const": {"enum": [1]}, "all": {"items": {"enum": [2]}}},
                    "additionalProperties": {"allOf": [{"enum": [3]}]}, "not": {"oneOf": [{"enum": [4]}]}})"));
    CHECK(translated(R"({"additionalProperties": false})") == parse(R"({"additionalProperties": false})"));
}
