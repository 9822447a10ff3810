#include "complaints.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <map>

using namespace serval;
using serval::test::complaints;
using serval::test::Lines;

namespace {

struct NewBook {
    std::string title;
    int year = 0;
    std::vector<std::string> tags;

    static void describe(Fields<NewBook>& f) {
        f.on<&NewBook::title>().length(2, 5).help("As on the cover");
        f.on<&NewBook::year>().range(1450, 2100);
        f.on<&NewBook::tags>().items(1, 3).unique_items().otherwise({}).each().length(1, 4);
    }
};

struct Numbers {
    int even = 2;
    double open = 0.5;
    double tenths = 0.3;
    std::optional<std::uint64_t> large;

    static void describe(Fields<Numbers>& f) {
        f.on<&Numbers::even>().multiple_of(2).optional();
        f.on<&Numbers::open>().exclusive_min(0).exclusive_max(1).optional();
        f.on<&Numbers::tenths>().multiple_of(0.1).optional();
        f.on<&Numbers::large>().min(18'000'000'000'000'000'000U);
    }
};

struct Texts {
    std::string code = "AB12";
    std::string blank;
    std::string padded;
    std::string color = "red";
    int size = 1;
    std::map<std::string, std::string> labels;
    std::string checked = "ok";

    static void describe(Fields<Texts>& f) {
        f.on<&Texts::code>().pattern("[A-Z]{2}[0-9]+").optional();
        f.on<&Texts::blank>().allow_blank().optional();
        f.on<&Texts::padded>().keep_blanks().optional();
        f.on<&Texts::color>().choices({"red", "green"}).optional();
        f.on<&Texts::size>().choices({1, 2, 3}).optional();
        f.on<&Texts::labels>().properties(0, 2).otherwise({}).each().max_length(3);
        f.on<&Texts::checked>().optional().min_length(2).validate([](const std::string& text) -> std::optional<std::string> {
            if (text == "bad" || text == "b") return "That is bad.";
            return std::nullopt;
        });
    }
};

struct Access {
    int id = 42;
    std::string password;
    std::string name;
    int made = 0;
    int renamed = 0;

    static void describe(Fields<Access>& f) {
        f.on<&Access::id>().read_only();
        f.on<&Access::password>().write_only();
        f.on<&Access::name>().message("required", "Who are you?").message("max_length", "Not over {max_length}, please.").max_length(3);
        f.on<&Access::made>().otherwise([] { return 99; });
        f.on<&Access::renamed>().rename("re/named").alias("old").otherwise(5);
        f.forbid_unknown();
    }
};

struct Stay {
    int from = 0;
    int until = 0;

    static void describe(Fields<Stay>& f) {
        f.check([](const Stay& stay) -> std::optional<std::string> {
            if (stay.from == 13) return "Nobody stays on the 13th.";
            return std::nullopt;
        });
        f.check([](const Stay& stay, Report<Stay>& report) {
            if (stay.until < stay.from) report.at<&Stay::until>("Must not be before the arrival.", "order");
        });
    }
};

struct Trip {
    std::vector<Stay> stays;
};

}  // namespace

TEST_CASE("the rules of the fields are checked, all of them", "[model]") {
    REQUIRE(complaints<NewBook>(R"({"title":"x","year":1400,"tags":["abcde","a","a","b"]})") ==
            Lines{"/title|min_length|Ensure this field has at least 2 characters.",
                  "/year|min_value|Ensure this value is greater than or equal to 1450.",
                  "/tags/0|max_length|Ensure this field has no more than 4 characters.",
                  "/tags|max_length|Ensure this field has no more than 3 elements."});
    REQUIRE(complaints<NewBook>(R"({"title":"abcdef","year":2101,"tags":[]})") ==
            Lines{"/title|max_length|Ensure this field has no more than 5 characters.",
                  "/year|max_value|Ensure this value is less than or equal to 2100.",
                  "/tags|min_length|Ensure this field has at least 1 elements."});
    REQUIRE(complaints<NewBook>(R"({"title":"abc","year":99999999999,"tags":["a","b","a"]})") ==
            Lines{"/year|max_value|Ensure this value is less than or equal to 2100.",
                  "/tags|unique|Ensure this field has no repeated elements."});
}

TEST_CASE("bounds belong to what they bound", "[model]") {
    REQUIRE(complaints<NewBook>(R"({"title":"ab","year":1450})") == Lines{});
    REQUIRE(complaints<NewBook>(R"({"title":"abcde","year":2100,"tags":["abcd","a","b"]})") == Lines{});
}

TEST_CASE("length counts code points, after trimming", "[model]") {
    REQUIRE(complaints<NewBook>(R"({"title":"  ééééé  ","year":2000})") == Lines{});
    REQUIRE(complaints<NewBook>(R"({"title":"😀","year":2000})") == Lines{"/title|min_length|Ensure this field has at least 2 characters."});
}

TEST_CASE("a list longer than allowed is not kept", "[model]") {
    std::string text = R"({"title":"ab","year":2000,"tags":["a")";
    for (int i = 0; i < 1000; ++i) text += ",\"b\"";
    NewBook book;
    std::vector<FieldError> errors;
    REQUIRE(read_json(text + "]}", type_of<NewBook>(), &book, errors) == ReadResult::invalid);
    REQUIRE(book.tags.size() == 3);
}

TEST_CASE("numbers know exclusive bounds and multiples", "[model]") {
    REQUIRE(complaints<Numbers>(R"({"even":3,"open":0,"tenths":0.35,"large":17999999999999999999})") ==
            Lines{"/even|multiple_of|Ensure this value is a multiple of 2.",
                  "/open|exclusive_min_value|Ensure this value is greater than 0.0.",
                  "/tenths|multiple_of|Ensure this value is a multiple of 0.1.",
                  "/large|min_value|Ensure this value is greater than or equal to 18000000000000000000."});
    REQUIRE(complaints<Numbers>(R"({"open":1})") == Lines{"/open|exclusive_max_value|Ensure this value is less than 1.0."});
    REQUIRE(complaints<Numbers>(R"({"even":-4,"open":0.999,"tenths":0.7,"large":null})") == Lines{});
    REQUIRE(complaints<Numbers>("{}") == Lines{});
}

TEST_CASE("strings know patterns, choices and blanks", "[model]") {
    REQUIRE(complaints<Texts>(R"({"code":"A1","padded":"","color":"blue","size":4,"labels":{"a":"1234","b":""}})") ==
            Lines{"/code|invalid|This value does not match the required pattern.",
                  "/padded|blank|This field may not be blank.",
                  "/color|invalid_choice|\"blue\" is not a valid choice.",
                  "/size|invalid_choice|\"4\" is not a valid choice.",
                  "/labels/a|max_length|Ensure this field has no more than 3 characters.",
                  "/labels/b|blank|This field may not be blank."});
    REQUIRE(complaints<Texts>(R"({"labels":{"a":"1","b":"2","c":"3"}})") ==
            Lines{"/labels|max_length|Ensure this field has no more than 2 elements."});
    const auto texts = from_json<Texts>(R"({"code":"xAB12y","blank":"  ","padded":" ","color":"green"})");
    REQUIRE(texts);
    REQUIRE(texts->blank.empty());
    REQUIRE(texts->padded == " ");
    REQUIRE(texts->checked == "ok");
}

TEST_CASE("a validator of one's own sees what keeps the other rules", "[model]") {
    REQUIRE(complaints<Texts>(R"({"checked":"bad"})") == Lines{"/checked|invalid|That is bad."});
    REQUIRE(complaints<Texts>(R"({"checked":"b"})") == Lines{"/checked|min_length|Ensure this field has at least 2 characters."});
    REQUIRE(complaints<Texts>(R"({"checked":1})") == Lines{"/checked|invalid|Not a valid string."});
}

TEST_CASE("read-only fields are ignored in input, write-only ones are never written", "[model]") {
    auto access = from_json<Access>(R"({"id":{"any":"thing"},"password":"secret","name":"me"})");
    REQUIRE(access);
    REQUIRE(access->id == 42);
    REQUIRE(access->password == "secret");
    REQUIRE(access->made == 99);
    REQUIRE(access->renamed == 5);
    REQUIRE(to_json(*access) == R"({"id":42,"name":"me","made":99,"re/named":5})");
}

TEST_CASE("a field goes by its new name, and by its alias in input", "[model]") {
    REQUIRE(from_json<Access>(R"({"password":"p","name":"me","old":7})")->renamed == 7);
    REQUIRE(from_json<Access>(R"({"password":"p","name":"me","re/named":8})")->renamed == 8);
    REQUIRE(complaints<Access>(R"({"password":"p","name":"me","old":"x"})") ==
            Lines{"/re~1named|invalid|A valid integer is required."});
    REQUIRE(from_json<Access>(R"({"password":"p","name":"me","old":1,"re/named":2})").result == ReadResult::malformed);
}

TEST_CASE("unknown fields are refused where the model says so", "[model]") {
    REQUIRE(complaints<Access>(R"({"password":"p","name":"me","na/me":1,"renamed":2})") ==
            Lines{"/na~1me|unknown|This field is not known.", "/renamed|unknown|This field is not known."});
}

TEST_CASE("a message can be worded anew, with its limit", "[model]") {
    REQUIRE(complaints<Access>(R"({"password":"p"})") == Lines{"/name|required|Who are you?"});
    REQUIRE(complaints<Access>(R"({"password":"p","name":"long"})") == Lines{"/name|max_length|Not over 3, please."});
}

TEST_CASE("an object is checked as a whole once its fields have passed", "[model]") {
    REQUIRE(complaints<Stay>(R"({"from":13,"until":12})") ==
            Lines{"|invalid|Nobody stays on the 13th.", "/until|order|Must not be before the arrival."});
    REQUIRE(complaints<Stay>(R"({"from":13,"until":"x"})") == Lines{"/until|invalid|A valid integer is required."});
    REQUIRE(complaints<Trip>(R"({"stays":[{"from":1,"until":"x"},{"from":3,"until":2}]})") ==
            Lines{"/stays/0/until|invalid|A valid integer is required.", "/stays/1/until|order|Must not be before the arrival."});
}

TEST_CASE("an object at hand can be checked as a whole", "[model]") {
    std::vector<FieldError> errors;
    const Stay good{1, 2};
    const Stay bad{2, 1};
    REQUIRE(check_object(type_of<Stay>(), &good, Place::body, errors));
    REQUIRE_FALSE(check_object(type_of<Stay>(), &bad, Place::body, errors));
    REQUIRE(test::lines(errors) == Lines{"/until|order|Must not be before the arrival."});
}

TEST_CASE("rules stand without a model too", "[model]") {
    FieldRules rules;
    rules.minimum = 1;
    rules.maximum = 100;
    std::vector<FieldError> errors;
    const std::optional<int> nothing;
    const std::optional<int> large{101};
    REQUIRE(check_rules(rules, type_of<std::optional<int>>(), &nothing, Place::query, "/limit", errors));
    REQUIRE_FALSE(check_rules(rules, type_of<std::optional<int>>(), &large, Place::query, "/limit", errors));
    REQUIRE(test::lines(errors) == Lines{"/limit|max_value|Ensure this value is less than or equal to 100."});
    REQUIRE(errors[0].place == Place::query);
}
