#include "complaints.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <map>
#include <random>

using namespace serval;
using Catch::Matchers::Contains;

namespace {

enum class Color : std::uint8_t { red, green };

struct Price {
    double amount = 0;
    std::optional<std::string> currency;
};

struct Shop {
    std::string name;
    std::map<std::string, std::vector<Price>> prices;
    Color color = Color::green;
};

struct Empty {};

struct LongKeys {
    int a = 1;
    int of_eight = 2;
    int of_sixteen_octet = 3;
    int a_key_that_is_longer_than_that = 4;
};

struct View {
    std::string_view text;
};

/** A type of one's own that is a string in JSON. */
struct Isbn {
    std::string digits;
    bool operator==(const Isbn&) const = default;
};

}  // namespace

template <>
struct serval::TextForm<Isbn> {
    static bool parse(std::string_view text, Isbn& out) {
        out.digits = text.substr(text.substr(0, 5) == "isbn:" ? 5 : 0);
        return out.digits.size() == 10;
    }
    static void format(const Isbn& value, std::string& out) { out.append("isbn:").append(value.digits); }
    static constexpr std::string_view format_name = "isbn";
    static constexpr std::string_view message = "Enter a valid ISBN.";
};

TEST_CASE("a struct is written in order of declaration, compactly", "[model]") {
    const Shop shop{"A \"B\"", {{"x", {{1.5, "EUR"}, {2, std::nullopt}}}, {"y", {}}}, Color::red};
    REQUIRE(to_json(shop) ==
            R"({"name":"A \"B\"","prices":{"x":[{"amount":1.5,"currency":"EUR"},{"amount":2,"currency":null}],"y":[]},"color":"red"})");
    REQUIRE(to_json(Empty{}) == "{}");
    REQUIRE(to_json(std::array<bool, 2>{true, false}) == "[true,false]");
    REQUIRE(to_json(View{"seen"}) == R"({"text":"seen"})");
}

TEST_CASE("strings are escaped where JSON needs it, and U+2028 and U+2029", "[model]") {
    REQUIRE(to_json(std::string{"\"\\\b\f\n\r\t\x01\x1f/é\x7f"}) == "\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\\u001f/é\x7f\"");
    REQUIRE(to_json(std::string("\0", 1)) == "\"\\u0000\"");
    REQUIRE(to_json(std::string{"a\xE2\x80\xA8\xE2\x80\xA9z"}) == "\"a\\u2028\\u2029z\"");
    REQUIRE(to_json(std::map<std::string, int>{{"a\"\n", 1}}) == "{\"a\\\"\\n\":1}");
}

TEST_CASE("text that is not UTF-8 is written with replacement characters", "[model]") {
    REQUIRE(to_json(std::string{"a\xFFz"}) == "\"a\uFFFDz\"");
    REQUIRE(to_json(std::string{"\xE2\x82"}) == "\"\uFFFD\uFFFD\"");
    REQUIRE(to_json(std::string{"\xED\xA0\x80!"}) == "\"\uFFFD\uFFFD\uFFFD!\"");
    REQUIRE(to_json(Json{{"k\xC0", "v\xF5"}}) == "{\"k\uFFFD\":\"v\uFFFD\"}");
}

TEST_CASE("a number that is not finite is refused, by its place", "[model]") {
    const Shop shop{"s", {{"a/b", {{1, {}}, {std::nan(""), {}}}}}, Color::red};
    REQUIRE_THROWS_WITH(to_json(shop), Contains("/prices/a~1b/1/amount") && Contains("not finite"));
    REQUIRE_THROWS_AS(to_json(std::numeric_limits<double>::infinity()), std::domain_error);
    REQUIRE_THROWS_AS(to_json(Json(std::nan(""))), std::domain_error);
}

TEST_CASE("an enumeration's value without a name is refused", "[model]") {
    REQUIRE_THROWS_WITH(to_json(Shop{"s", {}, static_cast<Color>(9)}), Contains("9") && Contains("/color"));
}

TEST_CASE("doubles are written in the shortest form that reads back the same", "[model]") {
    REQUIRE(to_json(0.1) == "0.1");
    REQUIRE(to_json(-0.0) == "-0");
    REQUIRE(to_json(1e22) == "1e+22");
    REQUIRE(to_json(0.1F) == "0.1");
    std::mt19937_64 random{1};
    for (int i = 0; i < 20'000; ++i) {
        const std::uint64_t bits = random();
        double value = 0;
        std::memcpy(&value, &bits, sizeof value);
        if (!std::isfinite(value)) continue;
        REQUIRE(*from_json<double>(to_json(value)) == value);
    }
    for (const double value : {std::numeric_limits<double>::denorm_min(), std::numeric_limits<double>::max(), -0.0}) {
        REQUIRE(*from_json<double>(to_json(value)) == value);
    }
}

TEST_CASE("decimals of few digits, and their neighbours, are written and read as the standard library does", "[model]") {
    const auto shortest = [](double value) {
        std::array<char, 32> room{};
        return std::string{room.data(), std::to_chars(room.data(), room.data() + room.size(), value).ptr};
    };
    bool same = true;
    const auto compare = [&](double value) {
        const std::string text = shortest(value);
        same = same && to_json(value) == text && *from_json<double>(text) == value;
    };
    std::mt19937_64 random{2};
    for (int i = 0; i < 40'000 && same; ++i) {
        const auto digits = static_cast<double>(random() % 10'000'000'000 >> random() % 33);
        const double decimal = digits / std::pow(10.0, static_cast<double>(random() % 9));
        for (const double value : {decimal, -decimal, std::nextafter(decimal, 0.0), std::nextafter(decimal, 1e300)}) compare(value);
        CAPTURE(decimal, shortest(decimal), to_json(decimal));
        REQUIRE(same);
    }
    for (const char* text : {"0.000", "-0.0", "1.500", "999999999999.999", "9999999999999.99", "0.123456789012345", "123456.7890123456", "1.5e0", "0.1E+1"}) {
        CAPTURE(text);
        REQUIRE(*from_json<double>(text) == std::strtod(text, nullptr));
    }
    REQUIRE(std::signbit(*from_json<double>("-0.0")));
}

TEST_CASE("a string is escaped wherever in it that is needed", "[model]") {
    for (std::size_t size = 1; size <= 40; ++size) {
        for (std::size_t place = 0; place < size; ++place) {
            for (const auto& [octets, written] : {std::pair{"\"", "\\\""}, {"\n", "\\n"}, {"\x01", "\\u0001"}, {"\xC3\xA9", "\xC3\xA9"}, {"\xFF", "\xEF\xBF\xBD"}}) {
                const std::string before(place, 'a');
                const std::string after(size - place - 1, 'b');
                REQUIRE(to_json(before + octets + after) == '"' + before + written + after + '"');
            }
        }
    }
    const std::string long_text(3000, 'x');   // more than the writer's own room
    REQUIRE(to_json(std::vector<std::string>{long_text, "\n" + long_text}) == "[\"" + long_text + "\",\"\\n" + long_text + "\"]");
}

TEST_CASE("strings of any length are written whole, wherever in the text they stand", "[model]") {
    std::vector<std::string> texts;
    std::string written = "[";
    for (std::size_t size = 0; size < 600; size += size < 70 ? 1 : 37) {
        const std::string text(size, static_cast<char>('a' + size % 26));
        texts.push_back(text + '\n');
        texts.push_back(text);
        written.append(texts.size() > 2 ? "," : "").append("\"" + text + "\\n\",\"" + text + "\"");
    }
    CHECK(to_json(texts) == written + "]");
}

TEST_CASE("keys of any length are written whole", "[model]") {
    for (std::size_t size = 0; size < 300; ++size) {
        const std::string key(size, 'k');
        CHECK(to_json(std::map<std::string, int>{{key, 1}}) == "{\"" + key + "\":1}");
    }
    CHECK(to_json(std::vector<LongKeys>(20)) == [] {
        std::string written = "[";
        for (int i = 0; i < 20; ++i) {
            written.append(i != 0 ? "," : "").append(R"({"a":1,"of_eight":2,"of_sixteen_octet":3,"a_key_that_is_longer_than_that":4})");
        }
        return written + "]";
    }());
}

TEST_CASE("a Json is written as it is", "[model]") {
    const auto value = Json::parse(R"({"a":[1,-2,2.5,"x",true,false,null,{}],"b":{"c":18446744073709551615,"d":-9223372036854775808}})");
    REQUIRE(to_json(value) == value.dump());
    REQUIRE(*from_json<Json>(to_json(value)) == value);
    REQUIRE_THROWS_AS(to_json(Json::binary({1, 2})), std::domain_error);
}

TEST_CASE("a type with a text form is a string", "[model]") {
    const auto isbn = from_json<Isbn>("\"1234567890\"");
    REQUIRE(isbn->digits == "1234567890");
    REQUIRE(to_json(*isbn) == "\"isbn:1234567890\"");
    REQUIRE(test::complaints<Isbn>("\"123\"") == test::Lines{"|invalid|Enter a valid ISBN."});
    REQUIRE(test::complaints<std::vector<Isbn>>("[1]") == test::Lines{"/0|invalid|Enter a valid ISBN."});
    Isbn out;
    std::vector<FieldError> errors;
    REQUIRE(read_text("isbn:0987654321", type_of<Isbn>(), &out, Place::path, "/isbn", errors));
    REQUIRE(out.digits == "0987654321");
}

TEST_CASE("write_json appends", "[model]") {
    std::string out = "data: ";
    const int value = 5;
    write_json(out, type_of<int>(), &value);
    REQUIRE(out == "data: 5");
}
