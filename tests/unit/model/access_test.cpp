#include "complaints.hpp"

#include <catch2/catch.hpp>

#include <serval/http/request.hpp>
#include <serval/json.hpp>

using namespace serval;
using serval::test::complaints;
using serval::test::Lines;

namespace {

struct Account {
    int id = 0;
    std::string name;
    std::string password;
    std::string origin = "web";
    int version = 1;
    std::optional<std::string> note;

    [[nodiscard]] std::string initial() const { return name.substr(0, 1); }

    static void describe(Fields<Account>& f) {
        f.on<&Account::id>().read_only();
        f.on<&Account::password>().write_only();
        f.on<&Account::origin>().hidden();
        f.on<&Account::version>().hidden().otherwise(2);
        f.on<&Account::note>().required();
        f.computed("initial", &Account::initial).help("Of the name").example("A");
        f.computed("is_named", [](const Account& account) { return !account.name.empty(); });
        f.forbid_unknown();
    }
};

struct HiddenAndReadOnly {
    int field = 0;
    static void describe(Fields<HiddenAndReadOnly>& f) { f.on<&HiddenAndReadOnly::field>().hidden().read_only(); }
};
struct RequiredDefault {
    std::optional<int> field;
    static void describe(Fields<RequiredDefault>& f) { f.on<&RequiredDefault::field>().required().otherwise(1); }
};
struct ComputedTwice {
    int field = 0;
    static void describe(Fields<ComputedTwice>& f) {
        f.computed("field", [](const ComputedTwice&) { return 1; });
    }
};

struct Note {
    std::string text;
    std::string author;

    static void describe(Fields<Note>& f) {
        f.on<&Note::text>().validate([](const std::string& text, const Request& request) -> std::optional<std::string> {
            if (text == request.path()) return "Say something else.";
            return std::nullopt;
        });
        f.on<&Note::author>().hidden().otherwise([](const Request& request) { return std::string{request.header("X-User").value_or("?")}; });
        f.check([](const Note& note, Report<Note>& report) {
            if (note.text == report.request().query_string()) report.add("Not the query.");
        });
    }
};

ReadValue<Note> read_note(std::string_view text) {
    Request request{Method::post, "/notes?deep"};
    request.headers().add("X-User", "ann");
    ReadOptions options;
    options.request = &request;
    return from_json<Note>(text, options);
}

}  // namespace

TEST_CASE("a hidden field is neither read nor written, and becomes its default or keeps its initialiser", "[model]") {
    const auto account = from_json<Account>(R"({"name":"Ann","password":"x","note":null})");
    REQUIRE(account);
    CHECK(account->origin == "web");
    CHECK(account->version == 2);
    CHECK(to_json(*account) == R"({"id":0,"name":"Ann","note":null,"initial":"A","is_named":true})");
    CHECK(complaints<Account>(R"({"name":"Ann","password":"x","note":null,"origin":"me"})") ==
          Lines{"/origin|unknown|This field is not known."});
}

TEST_CASE("a hidden field is not read from a form", "[model]") {
    Account account;
    std::vector<FieldError> errors;
    CHECK_FALSE(read_pairs({{"name", "Ann"}, {"password", "x"}, {"note", ""}, {"version", "9"}}, type_of<Account>(), &account, Place::form, errors));
    CHECK(test::lines(errors) == Lines{"/version|unknown|This field is not known."});
    CHECK(account.version == 2);
}

TEST_CASE("what is computed is ignored in input", "[model]") {
    CHECK(complaints<Account>(R"({"name":"Ann","password":"x","note":null,"initial":"Z"})") == Lines{});
}

TEST_CASE("a field that may be null can be required all the same", "[model]") {
    CHECK(complaints<Account>(R"({"name":"Ann","password":"x"})") == Lines{"/note|required|This field is required."});
}

TEST_CASE("what was written is read with its read-only fields", "[model]") {
    ReadOptions written;
    written.as_written = true;
    Account account{7, "Ann", "secret", "app", 4, "hello"};
    const auto read = from_json<Account>(to_json(account), written);
    REQUIRE(read.errors.empty());
    CHECK(read->id == 7);
    CHECK(read->note == "hello");
    CHECK(read->password.empty());
}

TEST_CASE("what was written is read with its strings as they were", "[model]") {
    struct Remark {
        std::string text;
        std::vector<std::string> words;
    };
    ReadOptions written;
    written.as_written = true;
    const auto read = from_json<Remark>(to_json(Remark{"", {" a ", "", std::string("b\0", 2)}}), written);
    REQUIRE(read.errors.empty());
    CHECK(read->text.empty());
    CHECK(read->words == std::vector<std::string>{" a ", "", std::string("b\0", 2)});
}

TEST_CASE("the schema of a model tells of what is computed, and nothing of what is hidden", "[model]") {
    SchemaContext context;
    std::ignore = json_schema(type_of<Account>(), context);
    context.direction = Direction::input;
    std::ignore = json_schema(type_of<Account>(), context);
    const OrderedJson& out = context.definitions()["Account"];
    CHECK(out["properties"]["initial"] ==
          OrderedJson::parse(R"({"type":"string","description":"Of the name","examples":["A"],"readOnly":true})"));
    CHECK(out["required"].dump() == R"(["id","name","note","initial","is_named"])");
    CHECK_FALSE(out["properties"].contains("origin"));
    const OrderedJson& in = context.definitions()["AccountInput"];
    CHECK_FALSE(in["properties"].contains("initial"));
    CHECK_FALSE(in["properties"].contains("version"));
    CHECK(in["required"].dump() == R"(["name","password","note"])");
}

TEST_CASE("contradictions about who may see a field are refused", "[model]") {
    CHECK_THROWS_WITH(type_of<HiddenAndReadOnly>(), Catch::Matchers::Contains("hidden"));
    CHECK_THROWS_WITH(type_of<RequiredDefault>(), Catch::Matchers::Contains(".required()"));
    CHECK_THROWS_WITH(type_of<ComputedTwice>(), Catch::Matchers::Contains("another field has that name already"));
}

TEST_CASE("defaults, validators and checks see the request that the input came with", "[model]") {
    const auto note = read_note(R"({"text":"hello"})");
    REQUIRE(note);
    CHECK(note->author == "ann");
    CHECK(test::lines(read_note(R"({"text":"/notes"})").errors) == Lines{"/text|invalid|Say something else."});
    CHECK(test::lines(read_note(R"({"text":"deep"})").errors) == Lines{"|invalid|Not the query."});
}

TEST_CASE("a description that asks for the request says so where there is none", "[model]") {
    CHECK_THROWS_WITH(from_json<Note>(R"({"text":"hello"})"), Catch::Matchers::Contains("ReadOptions::request"));
}
