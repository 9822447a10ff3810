#include "complaints.hpp"

#include <catch2/catch.hpp>

using namespace serval;
using serval::test::Lines;

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Place2D {
    std::string city;
    std::optional<int> zip;
};

struct Signup {
    std::string name;
    int age = 0;
    std::vector<int> marks;
    std::optional<std::string> nick;
    bool news = true;
    Place2D address;
    std::optional<Place2D> second;

    static void describe(Fields<Signup>& f) {
        f.on<&Signup::name>().max_length(5);
        f.on<&Signup::age>().min(18).otherwise(20);
        f.on<&Signup::marks>().items(0, 3).otherwise({}).each().max(9);
        f.on<&Signup::news>().optional();
        f.check([](const Signup& signup) -> std::optional<std::string> {
            if (signup.name == "root") return "Not you.";
            return std::nullopt;
        });
    }
};

struct Strict {
    int a = 0;
    Place2D at;

    static void describe(Fields<Strict>& f) {
        f.on<&Strict::a>().optional();
        f.forbid_unknown();
    }
};

template <class T>
std::pair<T, Lines> read(const Pairs& pairs) {
    T out{};
    std::vector<FieldError> errors;
    read_pairs(pairs, type_of<T>(), &out, Place::form, errors);
    return {std::move(out), test::lines(errors)};
}

}  // namespace

TEST_CASE("a model is read from pairs of name and value", "[model]") {
    const auto [signup, errors] = read<Signup>({{"name", " Ann "}, {"age", "33"}, {"marks", "1"}, {"marks[]", "2"}, {"news", "off"},
                                                {"address.city", "Rome"}, {"address.zip", "12"}, {"other", "x"}});
    REQUIRE(errors == Lines{});
    REQUIRE(signup.name == "Ann");
    REQUIRE(signup.age == 33);
    REQUIRE(signup.marks == std::vector<int>{1, 2});
    REQUIRE_FALSE(signup.news);
    REQUIRE(signup.address.city == "Rome");
    REQUIRE(signup.address.zip == 12);
    REQUIRE_FALSE(signup.second);
}

TEST_CASE("the last of several values counts, and an empty one is null or absent", "[model]") {
    const auto [signup, errors] = read<Signup>({{"name", "A"}, {"name", "B"}, {"age", ""}, {"nick", ""}, {"address.city", "X"}, {"second.city", "Y"}});
    REQUIRE(errors == Lines{});
    REQUIRE(signup.name == "B");
    REQUIRE(signup.age == 20);
    REQUIRE_FALSE(signup.nick);
    REQUIRE(signup.news);
    REQUIRE(signup.second->city == "Y");
}

TEST_CASE("every faulty value of a form is reported", "[model]") {
    REQUIRE(read<Signup>({{"name", ""}, {"age", "3"}, {"marks", "10"}, {"marks", "x"}, {"address.zip", "y"}}).second ==
            Lines{"/name|blank|This field may not be blank.",
                  "/age|min_value|Ensure this value is greater than or equal to 18.",
                  "/marks/0|max_value|Ensure this value is less than or equal to 9.",
                  "/marks/1|invalid|A valid integer is required.",
                  "/address/zip|invalid|A valid integer is required.",
                  "/address/city|required|This field is required."});
    REQUIRE(read<Signup>({}).second == Lines{"/name|required|This field is required.", "/address|required|This field is required."});
    REQUIRE(read<Signup>({{"name", "\xFF"}, {"address.city", "X"}}).second == Lines{"/name|invalid|Not a valid string."});
    REQUIRE(read<Signup>({{"name", "root"}, {"address.city", "X"}}).second == Lines{"|invalid|Not you."});
    REQUIRE(read<Signup>({{"name", "A"}, {"address.city", "X"}, {"marks", "1"}, {"marks", "1"}, {"marks", "1"}, {"marks", "1"}}).second ==
            Lines{"/marks|max_length|Ensure this field has no more than 3 elements."});
}

TEST_CASE("unknown names are refused where the model says so", "[model]") {
    REQUIRE(read<Strict>({{"a", "1"}, {"at.city", "X"}}).second == Lines{});
    REQUIRE(read<Strict>({{"b", "1"}, {"at.city", "X"}}).second == Lines{"/b|unknown|This field is not known."});
}
