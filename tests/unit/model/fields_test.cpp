#include "complaints.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <deque>
#include <limits>
#include <map>
#include <unordered_map>

using namespace serval;
using serval::test::complaints;
using serval::test::Lines;

namespace {

enum class Color : std::uint8_t { red, green = 4, blue = 127 };
enum Signed : int { minus = -1, zero, one };

struct Street {
    std::string name;
    int number = 0;
};

struct Everything {
    bool flag = false;
    std::string text;
    double real = 0;
    Color color = Color::red;
    std::optional<int> maybe = 7;
    std::vector<std::string> list;
    std::array<int, 2> pair{};
    std::map<std::string, int> map;
    std::unordered_map<std::string, std::vector<Street>> streets;
    Street street;
    Json any;
};

struct Tree {
    std::string name;
    std::vector<Tree> children;

    static void describe(Fields<Tree>& f) { f.on<&Tree::children>().otherwise({}); }
};

struct Point {
    int x = 0;
    int y = 0;
};

template <class Integer>
struct Holder {
    Integer n{};
};

template <class Integer>
void accepts_exactly_its_range() {
    using Limits = std::numeric_limits<Integer>;
    const auto body = [](const std::string& number) { return R"({"n":)" + number + "}"; };
    const std::string least = std::to_string(Limits::min());
    const std::string most = std::to_string(Limits::max());
    REQUIRE(from_json<Holder<Integer>>(body(least))->n == Limits::min());
    REQUIRE(from_json<Holder<Integer>>(body(most))->n == Limits::max());
    const auto one_more = [](std::string digits) { return ++digits.back(), digits; };   // none of the limits ends in 9
    REQUIRE(complaints<Holder<Integer>>(body(one_more(most))) ==
            Lines{"/n|max_value|Ensure this value is less than or equal to " + most + "."});
    const std::string below = Limits::min() == 0 ? "-1" : one_more(least);
    REQUIRE(complaints<Holder<Integer>>(body(below)) ==
            Lines{"/n|min_value|Ensure this value is greater than or equal to " + least + "."});
    REQUIRE(to_json(Holder<Integer>{Limits::min()}) == body(least));
    REQUIRE(to_json(Holder<Integer>{Limits::max()}) == body(most));
}

}  // namespace

TEST_CASE("a plain struct is read from JSON, every type of field", "[model]") {
    const auto all = from_json<Everything>(R"({
        "flag": true, "text": " a\u00e9\n ", "real": -0.5e1, "color": "green", "maybe": null, "list": ["x", "y"], "pair": [1, 2],
        "map": {"a": 1, "b": 2}, "streets": {"old": [{"name": "High", "number": 3}]}, "street": {"name": "Low", "number": -4},
        "any": {"deep": [1, -2, 2.5, "s", true, null]}})");
    REQUIRE(test::lines(all.errors) == Lines{});
    REQUIRE(all->flag);
    REQUIRE(all->text == "aé");
    REQUIRE(all->real == -5.0);
    REQUIRE(all->color == Color::green);
    REQUIRE(all->maybe == std::nullopt);
    REQUIRE(all->list == std::vector<std::string>{"x", "y"});
    REQUIRE(all->pair == std::array<int, 2>{1, 2});
    REQUIRE(all->map == std::map<std::string, int>{{"a", 1}, {"b", 2}});
    REQUIRE(all->streets.at("old").at(0).number == 3);
    REQUIRE(all->street.number == -4);
    REQUIRE(all->any == Json::parse(R"({"deep": [1, -2, 2.5, "s", true, null]})"));
}

TEST_CASE("every field that fails is reported in one reading", "[model]") {
    REQUIRE(complaints<Everything>(R"({
        "flag": "true", "text": 1, "real": "1", "color": "pink", "maybe": "x", "list": [1, "ok", ""], "pair": [1],
        "map": {"a/b~c": "x"}, "streets": {"old": [{"name": "ok", "number": 1}, {"number": null}]}, "street": 5})") ==
            Lines{"/flag|invalid|Must be a valid boolean.",
                  "/text|invalid|Not a valid string.",
                  "/real|invalid|A valid number is required.",
                  "/color|invalid_choice|\"pink\" is not a valid choice.",
                  "/maybe|invalid|A valid integer is required.",
                  "/list/0|invalid|Not a valid string.",
                  "/list/2|blank|This field may not be blank.",
                  "/pair|min_length|Ensure this field has at least 2 elements.",
                  "/map/a~1b~0c|invalid|A valid integer is required.",
                  "/streets/old/1/number|null|This field may not be null.",
                  "/streets/old/1/name|required|This field is required.",
                  "/street|invalid|Invalid data. Expected a dictionary, but got int.",
                  "/any|required|This field is required."});
}

TEST_CASE("an absent optional is null, whatever its initialiser", "[model]") {
    struct Small { std::optional<int> maybe = 7; };
    REQUIRE(from_json<Small>("{}")->maybe == std::nullopt);
}

TEST_CASE("what is no object is refused with the name of what it is", "[model]") {
    const auto got = [](const char* what) { return Lines{std::string{"|invalid|Invalid data. Expected a dictionary, but got "} + what + "."}; };
    REQUIRE(complaints<Point>("[]") == got("list"));
    REQUIRE(complaints<Point>("\"x\"") == got("str"));
    REQUIRE(complaints<Point>("12") == got("int"));
    REQUIRE(complaints<Point>("1.5") == got("float"));
    REQUIRE(complaints<Point>("true") == got("bool"));
    REQUIRE(complaints<Point>("null") == Lines{"|null|No data provided"});
    REQUIRE(complaints<std::vector<int>>("{}") == Lines{"|not_a_list|Expected a list of items but got type \"dict\"."});
    REQUIRE(complaints<std::map<std::string, int>>("[]") ==
            Lines{"|not_a_dict|Expected a dictionary of items but got type \"list\"."});
}

TEST_CASE("integers of every width keep to their range", "[model]") {
    accepts_exactly_its_range<std::int8_t>();
    accepts_exactly_its_range<std::uint8_t>();
    accepts_exactly_its_range<std::int16_t>();
    accepts_exactly_its_range<std::uint16_t>();
    accepts_exactly_its_range<std::int32_t>();
    accepts_exactly_its_range<std::uint32_t>();
    accepts_exactly_its_range<std::int64_t>();
    accepts_exactly_its_range<std::uint64_t>();
    accepts_exactly_its_range<long long>();
}

TEST_CASE("an integer may be spelled with an empty fraction or an exponent", "[model]") {
    REQUIRE(*from_json<int>("1.0") == 1);
    REQUIRE(*from_json<int>("-12e1") == -120);
    REQUIRE(*from_json<unsigned>("-0") == 0);
    for (const char* text : {"1.5", "1e-1", "1e300", "9007199254740993.0"}) {
        REQUIRE(complaints<std::int64_t>(text) == Lines{"|invalid|A valid integer is required."});
    }
    for (const char* text : {"\"1\"", "true", "[]", "{}"}) {
        REQUIRE(complaints<int>(text) == Lines{"|invalid|A valid integer is required."});
    }
}

TEST_CASE("an integer of many digits is out of range, not malformed", "[model]") {
    REQUIRE(complaints<std::uint64_t>("18446744073709551616") ==
            Lines{"|max_value|Ensure this value is less than or equal to 18446744073709551615."});
    REQUIRE(complaints<int>(std::string(5000, '9')) == Lines{"|max_value|Ensure this value is less than or equal to 2147483647."});
    REQUIRE(complaints<int>("-" + std::string(5000, '9')) ==
            Lines{"|min_value|Ensure this value is greater than or equal to -2147483648."});
}

TEST_CASE("a number is finite: too large is refused, too small is zero", "[model]") {
    REQUIRE(complaints<double>("1e400") == Lines{"|invalid|A valid number is required."});
    REQUIRE(complaints<double>(std::string(400, '1')) == Lines{"|overflow|Integer value too large to convert to float"});
    REQUIRE(complaints<float>("1e39") == Lines{"|invalid|A valid number is required."});
    REQUIRE(*from_json<double>("1e-400") == 0.0);
    REQUIRE(*from_json<double>("0." + std::string(400, '0') + "1") == 0.0);
    REQUIRE(std::signbit(*from_json<double>("-1e-400")));
    REQUIRE(std::signbit(*from_json<double>("-0")));
    REQUIRE(std::signbit(*from_json<double>("-0.0")));
    REQUIRE(complaints<double>("1" + std::string(400, '0') + ".0e-5") == Lines{"|invalid|A valid number is required."});
    REQUIRE(complaints<double>("1e99999999999999999999") == Lines{"|invalid|A valid number is required."});
    REQUIRE(*from_json<double>("1e-99999999999999999999") == 0.0);
    REQUIRE(*from_json<double>("9007199254740993") == 9007199254740992.0);
    REQUIRE(*from_json<float>("16777217") == 16777216.0F);
}

TEST_CASE("a string is trimmed, then may not be blank", "[model]") {
    REQUIRE(*from_json<std::string>("\"\\t a b \\u00a0\\u2003\\u3000\"") == "a b");
    REQUIRE(complaints<std::string>("\"\"") == Lines{"|blank|This field may not be blank."});
    REQUIRE(complaints<std::string>("\" \\n\\u2028\"") == Lines{"|blank|This field may not be blank."});
}

TEST_CASE("a string holds neither NUL nor a lone surrogate", "[model]") {
    REQUIRE(complaints<std::string>("\"a\\u0000b\"") == Lines{"|null_characters_not_allowed|Null characters are not allowed."});
    REQUIRE(complaints<std::string>("\"\\ud800\"") ==
            Lines{"|surrogate_characters_not_allowed|Surrogate characters are not allowed: U+D800."});
    REQUIRE(complaints<std::string>("\"\\udc00\\ud800\"") ==
            Lines{"|surrogate_characters_not_allowed|Surrogate characters are not allowed: U+DC00."});
    REQUIRE(complaints<std::string>("\"\\ud800\\ud800\\udc00\"") ==
            Lines{"|surrogate_characters_not_allowed|Surrogate characters are not allowed: U+D800."});
    REQUIRE(*from_json<std::string>("\"\\ud83d\\ude00\"") == "😀");
}

TEST_CASE("an enumeration is one of its names", "[model]") {
    REQUIRE(*from_json<Color>("\"blue\"") == Color::blue);
    REQUIRE(*from_json<Signed>("\"one\"") == one);
    REQUIRE(complaints<Color>("4") == Lines{"|invalid_choice|\"4\" is not a valid choice."});
    REQUIRE(complaints<Color>("[]") == Lines{"|invalid|Not a valid string."});
    REQUIRE(complaints<Signed>("\"minus\"") == Lines{"|invalid_choice|\"minus\" is not a valid choice."});
    REQUIRE(complaints<Color>('"' + std::string(10000, 'x') + '"') ==
            Lines{"|invalid_choice|\"" + std::string(100, 'x') + "…\" is not a valid choice."});
}

TEST_CASE("a std::array takes exactly as many items as it has", "[model]") {
    REQUIRE(complaints<std::array<int, 2>>("[1,2,3]") == Lines{"|max_length|Ensure this field has no more than 2 elements."});
    REQUIRE(complaints<std::array<int, 2>>("[]") == Lines{"|min_length|Ensure this field has at least 2 elements."});
    REQUIRE(complaints<std::array<int, 2>>("[1,\"x\",\"y\"]") ==
            Lines{"/1|invalid|A valid integer is required.", "|max_length|Ensure this field has no more than 2 elements."});
}

TEST_CASE("a list of booleans is a std::deque", "[model]") {
    REQUIRE(*from_json<std::deque<bool>>("[true,false]") == std::deque<bool>{true, false});
}

TEST_CASE("a model may hold a list of itself", "[model]") {
    const auto tree = from_json<Tree>(R"({"name":"a","children":[{"name":"b"},{"name":"c","children":[{"name":"d"}]}]})");
    REQUIRE(tree->children[1].children[0].name == "d");
    REQUIRE(complaints<Tree>(R"({"name":"a","children":[{"name":"b"},{"name":"c","children":[{}]}]})") ==
            Lines{"/children/1/children/0/name|required|This field is required."});
}

TEST_CASE("unknown fields are ignored, whatever they hold", "[model]") {
    const auto point = from_json<Point>(R"({"z":{"x":[1,{"x":"\u00e9"}]},"x":1,"w":null,"y":2,"v":-1.5e3})");
    REQUIRE(point);
    REQUIRE(point->x == 1);
    REQUIRE(point->y == 2);
}

TEST_CASE("fields come in any order", "[model]") {
    const auto point = from_json<Point>(R"({"y":2,"x":1})");
    REQUIRE(point->x == 1);
    REQUIRE(point->y == 2);
}

TEST_CASE("no more errors are kept than the options allow", "[model]") {
    ReadOptions options;
    options.max_errors = 3;
    const auto list = from_json<std::vector<int>>("[true,true,true,true,true]", options);
    REQUIRE(list.errors.size() == 3);
    REQUIRE(list.result == ReadResult::invalid);
}

TEST_CASE("errors stand at the place that the options name", "[model]") {
    ReadOptions options;
    options.place = Place::form;
    REQUIRE(from_json<int>("true", options).errors.at(0).place == Place::form);
}
