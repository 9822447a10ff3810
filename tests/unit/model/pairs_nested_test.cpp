#include "complaints.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <map>

using namespace serval;
using serval::test::Lines;

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Size {
    std::string unit;
    std::optional<int> width;
};

struct Item {
    std::string name;
    int count = 0;
    Size size;
    std::vector<std::string> tags;

    static void describe(Fields<Item>& f) {
        f.on<&Item::count>().range(1, 9).otherwise(1);
        f.on<&Item::size>().otherwise({});
        f.on<&Item::tags>().otherwise({});
    }
};

struct Order {
    std::vector<Item> items;

    static void describe(Fields<Order>& f) { f.on<&Order::items>().items(1, 3); }
};

struct Prices {
    std::map<std::string, double> prices;
    std::map<std::string, Size> sizes;

    static void describe(Fields<Prices>& f) {
        f.on<&Prices::prices>().properties(0, 2).otherwise({}).each().min(0);
        f.on<&Prices::sizes>().otherwise({});
    }
};

struct Branch {
    std::vector<Branch> twigs;

    static void describe(Fields<Branch>& f) { f.on<&Branch::twigs>().otherwise({}); }
};

struct Left {
    std::string required_text;
    std::string blank_text;
    std::optional<std::string> maybe_text;
    std::optional<std::string> maybe_blank;
    std::string optional_text = "as it was";
    int optional_number = 7;
    bool ticked = true;
    bool usual = true;

    static void describe(Fields<Left>& f) {
        f.on<&Left::blank_text>().allow_blank();
        f.on<&Left::maybe_blank>().allow_blank();
        f.on<&Left::optional_text>().optional();
        f.on<&Left::optional_number>().optional();
        f.on<&Left::usual>().otherwise(true);
    }
};

struct Filter {
    std::vector<int> ids;
    std::optional<int> owner;
    std::optional<std::string> word;
    int page_size = 10;

    static void describe(Fields<Filter>& f) {
        f.on<&Filter::ids>().split_commas().items(0, 4).otherwise({});
        f.on<&Filter::owner>().cast_null();
        f.on<&Filter::word>().cast_null().allow_blank();
        f.on<&Filter::page_size>().rename("page[size]").otherwise(10);
    }
};

struct Pixel {
    std::array<int, 3> rgb{};
};

template <class T>
std::pair<T, Lines> read(const Pairs& pairs, Place place = Place::form) {
    T out{};
    std::vector<FieldError> errors;
    read_pairs(pairs, type_of<T>(), &out, place, errors);
    return {std::move(out), test::lines(errors)};
}

}  // namespace

TEST_CASE("a list of models is read from numbered names, with and without a dot behind the number", "[model]") {
    const auto [order, errors] = read<Order>({{"items[1]name", "Tea"}, {"items[0].name", "Cup"}, {"items[0].count", "2"},
                                              {"items[0].size.unit", "cm"}, {"items[0][size][width]", "8"},
                                              {"items[0]tags", "a"}, {"items[0]tags", "b"}, {"items[1].size.unit", "mm"}});
    REQUIRE(errors == Lines{});
    REQUIRE(to_json(order) == R"({"items":[{"name":"Cup","count":2,"size":{"unit":"cm","width":8},"tags":["a","b"]},)"
                              R"({"name":"Tea","count":1,"size":{"unit":"mm","width":null},"tags":[]}]})");
}

TEST_CASE("numbered items stand in order of their numbers, gaps closed", "[model]") {
    const auto [order, errors] = read<Order>({{"items[10].name", "ten"}, {"items[9].name", "nine"}, {"items[2].name", "two"}});
    REQUIRE(errors == Lines{});
    REQUIRE(order.items.size() == 3);
    REQUIRE(order.items[0].name == "two");
    REQUIRE(order.items[1].name == "nine");
    REQUIRE(order.items[2].name == "ten");
}

TEST_CASE("what is wrong in a numbered item is told with its number", "[model]") {
    REQUIRE(read<Order>({{"items[3].count", "10"}, {"items[5]name", ""}}).second ==
            Lines{"/items/3/count|max_value|Ensure this value is less than or equal to 9.", "/items/3/name|required|This field is required.",
                  "/items/5/name|blank|This field may not be blank."});
    REQUIRE(read<Order>({}).second == Lines{"/items|required|This field is required."});
    REQUIRE(read<Order>({{"items[0].name", "a"}, {"items[1].name", "a"}, {"items[2].name", "a"}, {"items[3].name", "a"}}).second ==
            Lines{"/items|max_length|Ensure this field has no more than 3 elements."});
    REQUIRE(read<Order>({{"items[0].nothing", "a"}}).second == Lines{"/items/0/name|required|This field is required."});
}

TEST_CASE("a list of plain values is read from numbered names", "[model]") {
    REQUIRE(read<Pixel>({{"rgb[0]", "1"}, {"rgb[2]", "3"}, {"rgb[1]", "2"}}).first.rgb == std::array{1, 2, 3});
    REQUIRE(read<Filter>({{"ids[0]", "1"}, {"ids[1]", "2"}}).first.ids == std::vector{1, 2});
}

TEST_CASE("a list of fixed length is refused when it has another length", "[model]") {
    REQUIRE(read<Pixel>({{"rgb", "1"}, {"rgb", "2"}}).second == Lines{"/rgb|min_length|Ensure this field has at least 3 elements."});
    REQUIRE(read<Pixel>({{"rgb", "1"}, {"rgb", "2"}, {"rgb", "3"}, {"rgb", "4"}}).second ==
            Lines{"/rgb|max_length|Ensure this field has no more than 3 elements."});
}

TEST_CASE("a map is read from names below its own", "[model]") {
    const auto [shop, errors] = read<Prices>({{"prices.tea", "2.5"}, {"prices[7]", "3"}, {"sizes.a.unit", "cm"}, {"sizes.aB.unit", "mm"},
                                              {"sizes[a][width]", "4"}});
    REQUIRE(errors == Lines{});
    REQUIRE(shop.prices == std::map<std::string, double>{{"tea", 2.5}, {"7", 3}});
    REQUIRE(shop.sizes.at("a").width == 4);
    REQUIRE(shop.sizes.at("aB").unit == "mm");
    REQUIRE(read<Prices>({{"prices.tea", "-1"}}).second == Lines{"/prices/tea|min_value|Ensure this value is greater than or equal to 0.0."});
    REQUIRE(read<Prices>({{"prices.a", "1"}, {"prices.b", "1"}, {"prices.c", "1"}}).second ==
            Lines{"/prices|max_length|Ensure this field has no more than 2 elements."});
}

TEST_CASE("names nested without end are refused", "[model]") {
    std::string name;
    for (int i = 0; i < 10'000; ++i) name += "twigs[0].";
    const auto errors = read<Branch>({{name + "twigs", "x"}}).second;
    REQUIRE(errors.size() == 1);
    REQUIRE(errors[0].find("This is nested too deeply.") != std::string::npos);
}

TEST_CASE("many numbered items are read in little time", "[model]") {
    Pairs pairs;
    for (int i = 0; i < 50'000; ++i) pairs.emplace_back("items[" + std::to_string(i) + "].name", "a");
    REQUIRE(read<Order>(pairs).second == Lines{"/items|max_length|Ensure this field has no more than 3 elements."});
}

TEST_CASE("a field of a form that was left empty is null, absent or blank, as the field may be", "[model]") {
    const auto [left, errors] = read<Left>({{"required_text", "x"}, {"blank_text", ""}, {"maybe_text", ""}, {"maybe_blank", ""},
                                            {"optional_text", ""}, {"optional_number", ""}, {"ticked", "on"}});
    REQUIRE(errors == Lines{});
    REQUIRE(left.blank_text.empty());
    REQUIRE_FALSE(left.maybe_text);
    REQUIRE(left.maybe_blank == "");
    REQUIRE(left.optional_text == "as it was");
    REQUIRE(left.optional_number == 7);
    REQUIRE(read<Left>({{"required_text", ""}, {"blank_text", "x"}}).second == Lines{"/required_text|blank|This field may not be blank."});
}

TEST_CASE("a box that was not ticked is false in a form, and missing in a query", "[model]") {
    const Pairs pairs{{"required_text", "x"}, {"blank_text", "x"}};
    const auto [left, errors] = read<Left>(pairs);
    REQUIRE(errors == Lines{});
    REQUIRE_FALSE(left.ticked);
    REQUIRE(left.usual);
    REQUIRE(read<Left>(pairs, Place::query).second == Lines{"/ticked|required|This field is required."});
}

TEST_CASE("commas part the items of a list where the model says so", "[model]") {
    REQUIRE(read<Filter>({{"ids", "1,2"}, {"ids", "3"}}).first.ids == std::vector{1, 2, 3});
    REQUIRE(read<Filter>({{"ids", "1,x"}}).second == Lines{"/ids/1|invalid|A valid integer is required."});
    REQUIRE(read<Filter>({{"ids", "1,2,3,4,5"}}).second == Lines{"/ids|max_length|Ensure this field has no more than 4 elements."});
}

TEST_CASE("the word null is null where the model says so", "[model]") {
    const auto [filter, errors] = read<Filter>({{"owner", "null"}, {"word", "null"}});
    REQUIRE(errors == Lines{});
    REQUIRE_FALSE(filter.owner);
    REQUIRE_FALSE(filter.word);
    REQUIRE(read<Filter>({{"word", "nil"}}).first.word == "nil");
}

TEST_CASE("a field may be named with brackets", "[model]") {
    REQUIRE(read<Filter>({{"page[size]", "20"}}).first.page_size == 20);
}

TEST_CASE("names that lead nowhere harm nobody", "[model]") {
    for (const char* name : {"items[", "items[]", "items[x]", "items[0", "items]0[", "[", "]", ".", "items.", "items[99999999999999999999].name"}) {
        CAPTURE(name);
        const auto order = read<Order>({{name, "a"}, {"items[0].name", "b"}}).first;
        REQUIRE(std::any_of(order.items.begin(), order.items.end(), [](const Item& item) { return item.name == "b"; }));
    }
}
