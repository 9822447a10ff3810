#include "complaints.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <map>

using namespace serval;

namespace shop {

enum class Color : std::uint8_t { red, green };

struct Author {
    std::string name;
};

struct Book {
    std::string title;
    int year = 0;
    std::vector<std::string> tags;
    std::optional<Author> author;
    std::optional<Color> color;
    std::map<std::string, double> prices;
    std::array<std::uint8_t, 3> rgb{};
    Json extra;

    static void describe(Fields<Book>& f) {
        f.title("A book").help("On paper").forbid_unknown();
        f.on<&Book::title>().length(1, 120).pattern("^[A-Z]").help("As on the cover").title("Title").example("Dune");
        f.on<&Book::year>().range(1450, 2100).multiple_of(1).deprecated();
        f.on<&Book::tags>().items(0, 8).unique_items().otherwise({"new"}).each().choices({"new", "old"});
        f.on<&Book::prices>().properties(1, 9).each().exclusive_min(0);
        f.on<&Book::rgb>().optional();
        f.on<&Book::extra>().optional();
    }
};

struct User {
    int id = 0;
    std::string name;
    std::optional<std::string> secret;

    static void describe(Fields<User>& f) {
        f.on<&User::id>().read_only();
        f.on<&User::secret>().write_only();
    }
};

struct Team {
    std::vector<User> users;
};

struct Node {
    std::vector<Node> next;
};

}  // namespace shop

namespace other {

struct Author {
    int age = 0;
};

}  // namespace other

namespace {

// The order of members does not count in comparisons.
Json schema_of(const TypeInfo& type, SchemaContext& context) { return json_schema(type, context); }
Json schema_of(const TypeInfo& type, const FieldRules& rules, SchemaContext& context) { return json_schema(type, rules, context); }
Json definitions_of(const SchemaContext& context) { return context.definitions(); }

}  // namespace

TEST_CASE("a model's schema says all that its description says", "[model]") {
    SchemaContext context;
    REQUIRE(schema_of(type_of<shop::Book>(), context) == Json{{"$ref", "#/components/schemas/Book"}});
    REQUIRE(definitions_of(context)["Author"] == Json::parse(
        R"({"type":"object","properties":{"name":{"type":"string","minLength":1}},"required":["name"]})"));
    REQUIRE(definitions_of(context)["Book"] == Json::parse(R"({
        "type": "object", "title": "A book", "description": "On paper", "additionalProperties": false,
        "required": ["title", "year", "prices"],
        "properties": {
            "title": {"type": "string", "minLength": 1, "maxLength": 120, "pattern": "^[A-Z]", "title": "Title",
                      "description": "As on the cover", "examples": ["Dune"]},
            "year": {"type": "integer", "format": "int32", "minimum": 1450, "maximum": 2100, "multipleOf": 1, "deprecated": true},
            "tags": {"type": "array", "maxItems": 8, "uniqueItems": true, "default": ["new"],
                     "items": {"type": "string", "minLength": 1, "enum": ["new", "old"]}},
            "author": {"anyOf": [{"$ref": "#/components/schemas/Author"}, {"type": "null"}]},
            "color": {"type": ["string", "null"], "enum": ["red", "green", null]},
            "prices": {"type": "object", "minProperties": 1, "maxProperties": 9,
                       "additionalProperties": {"type": "number", "format": "double", "exclusiveMinimum": 0.0}},
            "rgb": {"type": "array", "minItems": 3, "maxItems": 3, "items": {"type": "integer", "minimum": 0, "maximum": 255}},
            "extra": {}
        }})"));
}

TEST_CASE("a model with read-only or write-only fields has two forms", "[model]") {
    SchemaContext context;
    REQUIRE(schema_of(type_of<shop::User>(), context)["$ref"] == "#/components/schemas/User");
    context.direction = Direction::input;
    REQUIRE(schema_of(type_of<shop::Team>(), context)["$ref"] == "#/components/schemas/TeamInput");
    REQUIRE(definitions_of(context)["User"] == Json::parse(R"({"type":"object","required":["id","name"],"properties":{
        "id":{"type":"integer","format":"int32","readOnly":true},"name":{"type":"string","minLength":1}}})"));
    REQUIRE(definitions_of(context)["UserInput"] == Json::parse(R"({"type":"object","required":["name"],"properties":{
        "name":{"type":"string","minLength":1},"secret":{"type":["string","null"],"minLength":1,"writeOnly":true}}})"));
    REQUIRE(definitions_of(context)["TeamInput"]["properties"]["users"]["items"]["$ref"] == "#/components/schemas/UserInput");
    REQUIRE_FALSE(definitions_of(context).contains("Team"));
}

TEST_CASE("a model with one form keeps its name in both directions", "[model]") {
    SchemaContext context{"#/$defs/"};
    context.direction = Direction::input;
    REQUIRE(schema_of(type_of<shop::Author>(), context)["$ref"] == "#/$defs/Author");
    context.direction = Direction::output;
    REQUIRE(schema_of(type_of<shop::Author>(), context)["$ref"] == "#/$defs/Author");
    REQUIRE(definitions_of(context).size() == 1);
}

TEST_CASE("two types of one name are kept apart", "[model]") {
    SchemaContext context;
    REQUIRE(schema_of(type_of<shop::Author>(), context)["$ref"] == "#/components/schemas/Author");
    REQUIRE(schema_of(type_of<other::Author>(), context)["$ref"] == "#/components/schemas/other.Author");
    REQUIRE(schema_of(type_of<shop::Author>(), context)["$ref"] == "#/components/schemas/Author");
}

TEST_CASE("nothing is required in the schema of a partial", "[model]") {
    SchemaContext context;
    context.direction = Direction::input;
    REQUIRE(schema_of(type_of<Partial<shop::Author>>(), context)["$ref"] == "#/components/schemas/PartialAuthor");
    REQUIRE(definitions_of(context)["PartialAuthor"] ==
            Json::parse(R"({"type":"object","properties":{"name":{"type":"string","minLength":1}}})"));
}

TEST_CASE("a model that holds itself refers to itself", "[model]") {
    SchemaContext context;
    REQUIRE(schema_of(type_of<std::vector<shop::Node>>(), context) ==
            Json::parse(R"({"type":"array","items":{"$ref":"#/components/schemas/Node"}})"));
    REQUIRE(definitions_of(context)["Node"]["properties"]["next"]["items"]["$ref"] == "#/components/schemas/Node");
}

TEST_CASE("a parameter's rules are in its schema", "[model]") {
    SchemaContext context;
    FieldRules rules;
    rules.maximum = 100;
    rules.help = "How many";
    REQUIRE(schema_of(type_of<std::optional<std::int64_t>>(), rules, context) ==
            Json::parse(R"({"type":["integer","null"],"format":"int64","maximum":100,"description":"How many"})"));
}

TEST_CASE("properties stand in the order of the model's fields", "[model]") {
    SchemaContext context;
    (void)json_schema(type_of<shop::Book>(), context);
    std::vector<std::string> names;
    for (const auto& [name, schema] : context.definitions().at("Book").at("properties").items()) names.push_back(name);
    REQUIRE(names == std::vector<std::string>{"title", "year", "tags", "author", "color", "prices", "rgb", "extra"});
}

TEST_CASE("a schema that is no model's takes a free name, and is kept once", "[model]") {
    SchemaContext context;
    const OrderedJson one{{"type", "string"}};
    const OrderedJson two{{"type", "integer"}};
    REQUIRE(context.define("Author", one)["$ref"] == "#/components/schemas/Author");
    REQUIRE(context.define("Author", two)["$ref"] == "#/components/schemas/Author2");
    REQUIRE(context.define("Author", one)["$ref"] == "#/components/schemas/Author");
    REQUIRE(context.define("Author", two)["$ref"] == "#/components/schemas/Author2");
    REQUIRE(schema_of(type_of<shop::Author>(), context)["$ref"] == "#/components/schemas/shop.Author");
    REQUIRE(context.definitions().size() == 3);
}
