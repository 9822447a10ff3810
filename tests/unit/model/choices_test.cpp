#include "complaints.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace serval;
using serval::test::complaints;
using serval::test::Lines;

namespace print {

enum class Binding : std::uint8_t { paperback, hardcover, ebook };

void describe(Choices<Binding>& c) {
    c.label(Binding::paperback, "Paperback", "Printed").label(Binding::hardcover, "Hardcover", "Printed").label(Binding::ebook, "E-book");
}

struct Order {
    std::optional<Binding> binding;
    Binding on_paper = Binding::paperback;
    std::string size;
    int copies = 0;
    std::vector<Binding> others;

    static void describe(Fields<Order>& f) {
        f.on<&Order::binding>().help("How it is bound");
        f.on<&Order::on_paper>().choice(Binding::paperback, "Soft").choices({Binding::hardcover}).optional();
        f.on<&Order::size>().allow_blank().optional().choice("S", "Small").choice("L", "Large", "For the shelf");
        f.on<&Order::copies>().optional().choices({0, 1}).choice(10, "A box");
        f.on<&Order::others>().optional();
    }
};

enum class Far : std::int16_t { near = 1, far = 1000 };

void describe(Choices<Far>& c) { c.label(Far::far, "Far away"); }

class Shop {
public:
    enum class Door { front, back };

private:
    friend void describe(Choices<Door>& c) { c.label(Door::front, "The front"); }
};

}  // namespace print

namespace {

Json properties() {
    SchemaContext context;
    static_cast<void>(json_schema(type_of<print::Order>(), context));
    return context.definitions()["Order"]["properties"];
}

}  // namespace

TEST_CASE("what an enumeration's values are called is told by group, those in none first", "[model]") {
    const Json binding = properties()["binding"];
    CHECK(binding["enum"] == Json::array({"paperback", "hardcover", "ebook", nullptr}));
    CHECK(binding["description"] == "How it is bound\n\n* `ebook`: E-book\n\nPrinted:\n\n* `paperback`: Paperback\n* `hardcover`: Hardcover");
}

TEST_CASE("what items are called is told of the items", "[model]") {
    CHECK(properties()["others"]["items"]["description"] ==
          "* `ebook`: E-book\n\nPrinted:\n\n* `paperback`: Paperback\n* `hardcover`: Hardcover");
}

TEST_CASE("a field's own labels go before those of its enumeration", "[model]") {
    const Json on_paper = properties()["on_paper"];
    CHECK(on_paper["enum"] == Json::array({"paperback", "hardcover"}));
    CHECK(on_paper["description"] == "* `paperback`: Soft\n\nPrinted:\n\n* `hardcover`: Hardcover");
}

TEST_CASE("strings and numbers have choices with labels", "[model]") {
    CHECK(properties()["size"]["enum"] == Json::array({"S", "L", ""}));
    CHECK(properties()["size"]["description"] == "* `S`: Small\n\nFor the shelf:\n\n* `L`: Large");
    CHECK(properties()["copies"]["enum"] == Json::array({0, 1, 10}));
    CHECK(properties()["copies"]["description"] == "* `0`\n* `1`\n* `10`: A box");
}

TEST_CASE("input is one of the values, never a label", "[model]") {
    CHECK(complaints<print::Order>(R"({"binding":"ebook","on_paper":"hardcover","size":"L","copies":10})").empty());
    CHECK(complaints<print::Order>(R"({"binding":"E-book","on_paper":"ebook","size":"Large","copies":2})") ==
          Lines{"/binding|invalid_choice|\"E-book\" is not a valid choice.", "/on_paper|invalid_choice|\"ebook\" is not a valid choice.",
                "/size|invalid_choice|\"Large\" is not a valid choice.", "/copies|invalid_choice|\"2\" is not a valid choice."});
}

TEST_CASE("a blank stands for no choice where a blank is allowed", "[model]") {
    CHECK(complaints<print::Order>(R"({"size":""})").empty());
}

TEST_CASE("a label of what has no name is a mistake", "[model]") {
    const auto mistakes = model_mistakes(named_type<print::Far>());
    REQUIRE(mistakes.size() == 1);
    CHECK(mistakes.front() == "the label \"Far away\" is for the value 1000 of print::Far, which no enumerator from 0 to 127 has");
}

TEST_CASE("an enumeration inside of a class is described by its friend", "[model]") {
    SchemaContext context;
    const Json schema = json_schema(type_of<print::Shop::Door>(), context);
    CHECK(schema["description"] == "* `front`: The front\n* `back`");
}
