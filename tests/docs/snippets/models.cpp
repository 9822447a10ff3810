#include <catch2/catch.hpp>

#include <set>

#include <serval/testing.hpp>

#include <serval/model/explain.hpp>
#include <serval/model/schema.hpp>
#include <serval/model/values/values.hpp>

#include "shown.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

// [plain]
struct Point {
    double x = 0;
    double y = 0;
};
// [/plain]

// [describe]
enum class Binding { hardcover, paperback };

struct Edition {
    std::string title;
    std::optional<std::string> subtitle;
    int pages = 0;
    Binding binding = Binding::paperback;
    std::vector<std::string> tags;
    std::chrono::year_month_day published{};
    std::string created_by;

    static void describe(Fields<Edition>& f) {
        f.help("One printing of a book");
        f.on<&Edition::title>().length(1, 120).help("As on the cover").example("Dune");
        f.on<&Edition::pages>().range(1, 5000).rename("page_count");
        f.on<&Edition::binding>().otherwise(Binding::paperback);
        f.on<&Edition::tags>().items(0, 8).unique_items().otherwise({}).each().length(1, 30);
        f.on<&Edition::created_by>().read_only();
    }
};
// [/describe]

// [labels]
enum class Genre { novel, poem, atlas };

void describe(Choices<Genre>& c) {
    c.label(Genre::novel, "Novel", "Fiction").label(Genre::poem, "Poetry", "Fiction").label(Genre::atlas, "Maps");
}
// [/labels]

// [checks]
struct Stay {
    std::chrono::year_month_day from{};
    std::chrono::year_month_day until{};
    std::string guest;

    static void describe(Fields<Stay>& f) {
        f.on<&Stay::guest>().validate([](const std::string& name) -> std::optional<std::string> {
            if (name == "nobody") return "Somebody has to stay.";
            return std::nullopt;
        });
        f.check([](const Stay& stay, Report<Stay>& report) {
            if (stay.until <= stay.from) report.at<&Stay::until>("Must be after the arrival.", "order");
        });
    }
};
// [/checks]

// [account]
enum class Topic { news, offers, events };

struct Account {
    int id = 0;
    std::string name;
    std::string password;
    std::set<Topic> topics;
    std::string created_by;

    [[nodiscard]] std::string initial() const { return name.substr(0, 1); }

    static void describe(Fields<Account>& f) {
        f.on<&Account::id>().read_only();
        f.on<&Account::password>().write_only().min_length(8);
        f.on<&Account::topics>().items(1, 3);
        f.on<&Account::created_by>().hidden().otherwise([](const Request& request) {
            const User* const user = user_of(request);
            return user != nullptr ? user->name : "nobody";
        });
        f.computed("initial", &Account::initial).help("Of the name");
    }
};
// [/account]

// [text_form]
class Isbn {
public:
    Isbn() = default;
    explicit Isbn(std::string digits) : digits_{std::move(digits)} {}
    [[nodiscard]] const std::string& digits() const { return digits_; }

private:
    std::string digits_;
};

}  // namespace

template <>
struct serval::TextForm<Isbn> {
    static bool parse(std::string_view text, Isbn& out) {
        out = Isbn{std::string{text}};
        return text.size() == 13 && text.find_first_not_of("0123456789") == text.npos;
    }
    static void format(const Isbn& isbn, std::string& out) { out += isbn.digits(); }
    static constexpr std::string_view format_name = "isbn";
    static constexpr std::string_view message = "Enter the 13 digits of an ISBN.";
};
// [/text_form]

namespace {

struct Catalogued {
    Isbn isbn;
};

Edition load_edition() {
    Edition edition;
    edition.title = "Dune";
    edition.pages = 412;
    edition.published = std::chrono::year{1965} / 8 / 1;
    return edition;
}

// [partial]
Edition change(Body<Partial<Edition>> changes) {
    Edition edition = load_edition();
    changes->apply_to(edition);
    return edition;
}
// [/partial]

}  // namespace

TEST_CASE("a plain struct is a model", "[docs]") {
    // [from_to_json]
    const auto point = from_json<Point>(R"({"x": 1, "y": 2.5})");
    REQUIRE(point);
    CHECK(to_json(*point) == R"({"x":1,"y":2.5})");
    // [/from_to_json]
    CHECK(from_json<Point>(R"({"x": 1})").errors.front().pointer == "/y");
}

TEST_CASE("a description gives names, rules, defaults and help", "[docs]") {
    const auto edition = from_json<Edition>(docs::file("model_edition.json"));
    REQUIRE(edition);
    CHECK(edition->pages == 412);
    CHECK(edition->binding == Binding::paperback);
    CHECK(edition->tags.empty());
    CHECK_FALSE(edition->subtitle.has_value());
    CHECK(edition->created_by.empty());
    CHECK(to_json(*edition) == docs::compact("model_edition_written.json"));
}

TEST_CASE("a field can be hidden, and others computed", "[docs]") {
    App app{test::settings()};
    app.post<"/accounts">([](Body<Account> account) { return *account; });
    app.post<"/creators">([](Body<Account> account) { return account->created_by; });
    test::Client client{std::move(app)};
    client.force_authenticate(User{.id = "7", .name = "ann"});
    const Json sent{{"name", "Bob"}, {"password", "open sesame"}, {"topics", {"offers", "news", "news"}}, {"created_by", "mallory"}};
    CHECK(client.post("/accounts", sent).body() == docs::compact("model_account_written.json"));
    CHECK(client.post("/creators", sent).json() == "ann");
}

TEST_CASE("a genre has a label in documents, and its own name in JSON", "[docs]") {
    SchemaContext context;
    const Json schema = json_schema(type_of<Genre>(), context);
    CHECK(schema["enum"] == Json::array({"novel", "poem", "atlas"}));
    CHECK(schema["description"] == "* `atlas`: Maps\n\nFiction:\n\n* `novel`: Novel\n* `poem`: Poetry");
}

TEST_CASE("a model explains itself", "[docs]") {
    CHECK(explain<Account>() == docs::file("model_account_explained.txt"));
}

TEST_CASE("every faulty field is told at once", "[docs]") {
    App app{test::settings()};
    app.post<"/editions">([](Body<Edition> edition) { return *edition; });
    test::Client client{std::move(app)};
    const auto response = client.request(Method::post, "/editions").body(docs::file("model_wrong.json"), "application/json").send();
    CHECK(response.status() == Status::bad_request);
    CHECK(response.body() == docs::compact("model_wrong_answer.json"));
}

TEST_CASE("a check looks at the whole object once its fields have passed", "[docs]") {
    const auto stay = from_json<Stay>(R"({"from": "2024-05-03", "until": "2024-05-01", "guest": "Ada"})");
    REQUIRE(stay.errors.size() == 1);
    CHECK(stay.errors[0].pointer == "/until");
    CHECK(stay.errors[0].code == "order");
    const auto nobody = from_json<Stay>(R"({"from": "2024-05-03", "until": "2024-05-01", "guest": "nobody"})");
    REQUIRE(nobody.errors.size() == 1);
    CHECK(nobody.errors[0].pointer == "/guest");
}

TEST_CASE("a type of one's own is a string in JSON by its text form", "[docs]") {
    CHECK(to_json(Catalogued{Isbn{"9780441013593"}}) == R"({"isbn":"9780441013593"})");
    const auto wrong = from_json<Catalogued>(R"({"isbn": "x"})");
    REQUIRE(wrong.errors.size() == 1);
    CHECK(wrong.errors[0].message == "Enter the 13 digits of an ISBN.");
}

TEST_CASE("a partial model changes what is given", "[docs]") {
    App app{test::settings()};
    app.patch<"/edition">(&change);
    test::Client client{std::move(app)};
    const auto changed = client.patch("/edition", {{"page_count", 500}}).json();
    CHECK(changed["page_count"] == 500);
    CHECK(changed["title"] == "Dune");
    CHECK(client.patch("/edition", {{"page_count", 0}}).status() == Status::bad_request);
}

TEST_CASE("strings are trimmed, and blank ones refused, unless the description says otherwise", "[docs]") {
    struct Note {
        std::string text;
    };
    CHECK(from_json<Note>(R"({"text": "  hi "})")->text == "hi");
    CHECK(from_json<Note>(R"({"text": "  "})").errors[0].code == "blank");
}

TEST_CASE("a member without a default is required, an optional one is not; unknown names are ignored", "[docs]") {
    struct Note {
        int level = 3;
        std::optional<int> rank;
    };
    CHECK(from_json<Note>("{}").errors.size() == 1);
    CHECK(from_json<Note>("{}").errors[0].pointer == "/level");
    CHECK(from_json<Note>(R"({"level": 1, "other": 2})"));
}

TEST_CASE("a name given twice is refused", "[docs]") {
    CHECK(from_json<Point>(R"({"x": 1, "x": 2, "y": 3})").result == ReadResult::malformed);
}

TEST_CASE("a schema comes out of the same description", "[docs]") {
    SchemaContext context;
    const auto reference = json_schema(type_of<Edition>(), context);
    CHECK(reference["$ref"] == "#/components/schemas/Edition");
    const Json& schema = context.definitions()["Edition"];
    CHECK(schema["properties"]["page_count"]["maximum"] == 5000);
    CHECK(schema["properties"]["binding"]["enum"] == Json::array({"hardcover", "paperback"}));
}
