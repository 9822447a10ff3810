#include "complaints.hpp"

#include <catch2/catch.hpp>

#include <map>

using namespace serval;

namespace library {

struct Book {
    std::string title;
};
enum class Size : std::uint8_t { small_, large_2, größer };

template <class Item>
struct Shelf {
    Item value;
    std::vector<Item> object;
};

}  // namespace library

namespace {

struct Hidden {
    int first = 0;
    std::optional<std::map<std::string, library::Book>> second_one;
};

struct Empty {};

struct Inner {
    int a = 0;
    int b = 0;
};

struct Many {
    int a1{}, a2{}, a3{}, a4{}, a5{}, a6{}, a7{}, a8{}, b1{}, b2{}, b3{}, b4{}, b5{}, b6{}, b7{}, b8{};
    Inner c1{}, c2{}, c3{}, c4{}, c5{}, c6{}, c7{}, c8{};
    std::string d1{}, d2{}, d3{}, d4{}, d5{}, d6{}, d7{}, d8{};
    bool e1{}, e2{}, e3{}, e4{}, e5{}, e6{}, e7{}, e8{}, f1{}, f2{}, f3{}, f4{}, f5{}, f6{}, f7{}, f8{};
    double g1{}, g2{}, g3{}, g4{}, g5{}, g6{}, g7{}, g8{}, h1{}, h2{}, h3{}, h4{}, h5{}, h6{}, h7{}, last{};
};

struct WithArray {
    int a = 0;
    char text[3] = {};
    int b = 0;
};

struct Derived : Inner {
    int c = 0;
};

std::string names_of(const TypeInfo& type) {
    std::string all;
    for (const FieldInfo& field : type.model().fields) all += field.name + ' ';
    return all;
}

}  // namespace

TEST_CASE("members are known by their names, wherever the type lives", "[model]") {
    struct Local {
        char letter = 'x';
        std::vector<Hidden> hidden_ones;
    };
    REQUIRE(names_of(type_of<Hidden>()) == "first second_one ");
    REQUIRE(names_of(type_of<Local>()) == "letter hidden_ones ");
    REQUIRE(names_of(type_of<library::Shelf<library::Book>>()) == "value object ");
    REQUIRE(names_of(type_of<Empty>()).empty());
}

TEST_CASE("models are named without their namespaces", "[model]") {
    struct Local {
        int x = 0;
    };
    REQUIRE(type_of<library::Book>().model().name == "Book");
    REQUIRE(type_of<Hidden>().model().name == "Hidden");
    REQUIRE(type_of<Local>().model().name == "Local");
    REQUIRE(type_of<library::Shelf<library::Book>>().model().name == "Shelf<Book>");
}

TEST_CASE("a model has up to 64 members, each at its offset", "[model]") {
    const ModelInfo& model = type_of<Many>().model();
    REQUIRE(model.fields.size() == 64);
    REQUIRE(model.fields.front().name == "a1");
    REQUIRE(model.fields[31].name == "d8");
    REQUIRE(model.fields.back().name == "last");
    Many many;
    many.last = 2.5;
    many.a1 = 3;
    const std::string text = to_json(many);
    REQUIRE(text.substr(0, 8) == "{\"a1\":3,");
    REQUIRE(text.substr(text.size() - 11) == "\"last\":2.5}");
}

TEST_CASE("enumerators are known by their names", "[model]") {
    const auto& names = type_of<library::Size>().enumeration().names;
    REQUIRE(names.size() == 3);
    REQUIRE(names[0] == std::pair<std::string_view, std::int64_t>{"small_", 0});
    REQUIRE(names[1].first == "large_2");
    REQUIRE(names[2].first == "größer");
}

TEST_CASE("what cannot be a model is told apart at compile time", "[model]") {
    class WithConstructor {
    public:
        explicit WithConstructor(int value) : value_{value} {}
        [[nodiscard]] int value() const { return value_; }

    private:
        int value_;
    };
    STATIC_REQUIRE(Readable<Hidden>);
    STATIC_REQUIRE(Readable<std::vector<std::optional<library::Size>>>);
    STATIC_REQUIRE(Readable<Json>);
    STATIC_REQUIRE(Writable<std::string_view>);
    STATIC_REQUIRE_FALSE(Readable<std::string_view>);
    STATIC_REQUIRE_FALSE(Writable<WithConstructor>);
    STATIC_REQUIRE_FALSE(Writable<int*>);
    STATIC_REQUIRE_FALSE(Writable<Derived>);
    STATIC_REQUIRE_FALSE(Writable<long double>);
    STATIC_REQUIRE_FALSE(Writable<wchar_t>);
    STATIC_REQUIRE_FALSE(Writable<std::vector<bool>>);
    STATIC_REQUIRE(detail::has_array<WithArray>(std::make_index_sequence<detail::member_count<WithArray>>{}));
    STATIC_REQUIRE_FALSE(detail::has_array<Hidden>(std::make_index_sequence<detail::member_count<Hidden>>{}));
}
