#include "complaints.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace serval;
using serval::test::Lines;

namespace {

enum class Order : std::uint8_t { newest, oldest };

template <class T>
std::optional<T> read(std::string_view text, const FieldRules* rules = nullptr) {
    T out{};
    std::vector<FieldError> errors;
    if (!read_text(text, type_of<T>(), &out, Place::query, "/q", errors, rules)) return std::nullopt;
    return out;
}

template <class T>
Lines wrong(std::string_view text, const FieldRules* rules = nullptr) {
    T out{};
    std::vector<FieldError> errors;
    read_text(text, type_of<T>(), &out, Place::query, "/q", errors, rules);
    return test::lines(errors);
}

}  // namespace

TEST_CASE("booleans have many words in text", "[model]") {
    for (const char* yes : {"true", "T", "YES", "y", "On", "1", " true "}) REQUIRE(read<bool>(yes) == true);
    for (const char* no : {"false", "F", "No", "n", "OFF", "0"}) REQUIRE(read<bool>(no) == false);
    for (const char* neither : {"", "2", "tru", "null"}) REQUIRE(wrong<bool>(neither) == Lines{"/q|invalid|Must be a valid boolean."});
}

TEST_CASE("integers in text may have a sign, leading zeros and an empty fraction", "[model]") {
    REQUIRE(read<int>("007") == 7);
    REQUIRE(read<int>(" -5 ") == -5);
    REQUIRE(read<int>("+5") == 5);
    REQUIRE(read<int>("1.00") == 1);
    REQUIRE(read<std::uint8_t>("255") == 255);
    for (const char* text : {"", "-", "1.2", "1e3", "0x10", "1 2", "--1", "+-1", "1,5"}) {
        REQUIRE(wrong<int>(text) == Lines{"/q|invalid|A valid integer is required."});
    }
    REQUIRE(wrong<std::uint8_t>("256") == Lines{"/q|max_value|Ensure this value is less than or equal to 255."});
    REQUIRE(wrong<unsigned>("-1") == Lines{"/q|min_value|Ensure this value is greater than or equal to 0."});
    REQUIRE(wrong<int>("99999999999999999999999") == Lines{"/q|max_value|Ensure this value is less than or equal to 2147483647."});
    REQUIRE(wrong<int>(std::string(1001, '1')) == Lines{"/q|max_string_length|String value too large."});
}

TEST_CASE("numbers in text are finite", "[model]") {
    REQUIRE(read<double>("1.5e3") == 1500.0);
    REQUIRE(read<double>("+.5") == 0.5);
    for (const char* text : {"nan", "inf", "1e999", "", "1.5x"}) REQUIRE(wrong<double>(text) == Lines{"/q|invalid|A valid number is required."});
    REQUIRE(wrong<float>("1e39") == Lines{"/q|invalid|A valid number is required."});
}

TEST_CASE("a string in text stands as it is, unless rules are given", "[model]") {
    const FieldRules rules;
    REQUIRE(read<std::string>(" a ") == " a ");
    REQUIRE(read<std::string>("") == "");
    REQUIRE(read<std::string>(" a ", &rules) == "a");
    REQUIRE(wrong<std::string>(" ", &rules) == Lines{"/q|blank|This field may not be blank."});
    REQUIRE(wrong<std::string>(std::string_view{"a\0b", 3}) == Lines{"/q|null_characters_not_allowed|Null characters are not allowed."});
    REQUIRE(wrong<std::string>("\xFF") == Lines{"/q|invalid|Not a valid string."});
}

TEST_CASE("rules hold for text", "[model]") {
    FieldRules rules;
    rules.maximum = 10;
    REQUIRE(read<int>("10", &rules) == 10);
    REQUIRE(wrong<int>("11", &rules) == Lines{"/q|max_value|Ensure this value is less than or equal to 10."});
    REQUIRE(wrong<std::optional<int>>("11", &rules).size() == 1);
}

TEST_CASE("an empty text is null for an optional", "[model]") {
    REQUIRE(read<std::optional<int>>("") == std::optional<std::optional<int>>{std::optional<int>{}});
    REQUIRE(read<std::optional<int>>("3") == std::optional<int>{3});
}

TEST_CASE("an enumeration in text is one of its names", "[model]") {
    REQUIRE(read<Order>("oldest") == Order::oldest);
    REQUIRE(wrong<Order>("1") == Lines{"/q|invalid_choice|\"1\" is not a valid choice."});
}

TEST_CASE("what has no text of its own is JSON in text", "[model]") {
    struct Point {
        int x = 0;
    };
    REQUIRE(read<Json>("{\"a\":1}") == Json{{"a", 1}});
    REQUIRE(read<Point>("{\"x\":3}")->x == 3);
    REQUIRE(wrong<Point>("{\"x\":\"3\"}") == Lines{"/q/x|invalid|A valid integer is required."});
    REQUIRE(wrong<Point>("x=3") == Lines{"/q|invalid|Value must be valid JSON."});
}

TEST_CASE("one text is a list of one item", "[model]") {
    REQUIRE(read<std::vector<int>>("3") == std::vector<int>{3});
    REQUIRE(wrong<std::vector<int>>("x") == Lines{"/q/0|invalid|A valid integer is required."});
}
