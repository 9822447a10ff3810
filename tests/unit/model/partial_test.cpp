#include "complaints.hpp"

#include <catch2/catch.hpp>

using namespace serval;
using serval::test::complaints;
using serval::test::Lines;

namespace {

struct Book {
    int id = 0;
    std::string title;
    std::optional<std::string> note;
    std::vector<int> pages;

    static void describe(Fields<Book>& f) {
        f.on<&Book::id>().read_only();
        f.on<&Book::title>().length(2, 10);
        f.on<&Book::pages>().otherwise({1});
        f.check([](const Book& book) -> std::optional<std::string> {
            if (book.title == "odd") return "Odd.";
            return std::nullopt;
        });
    }
};

}  // namespace

TEST_CASE("a partial tells absent, null and value apart", "[model]") {
    const auto change = from_json<Partial<Book>>(R"({"note":null,"pages":[4]})");
    REQUIRE(change);
    REQUIRE_FALSE(change->has<&Book::title>());
    REQUIRE_FALSE(change->is_null<&Book::title>());
    REQUIRE(change->has<&Book::note>());
    REQUIRE(change->is_null<&Book::note>());
    REQUIRE(change->has<&Book::pages>());
    REQUIRE_FALSE(change->is_null<&Book::pages>());
    REQUIRE(change->get<&Book::pages>() == std::vector<int>{4});
}

TEST_CASE("a partial changes what was given and nothing else", "[model]") {
    Book book{7, "Dune", "old", {1, 2}};
    from_json<Partial<Book>>("{}")->apply_to(book);
    REQUIRE(to_json(book) == R"({"id":7,"title":"Dune","note":"old","pages":[1,2]})");
    from_json<Partial<Book>>(R"({"note":null,"title":" Emma ","id":9})")->apply_to(book);
    REQUIRE(to_json(book) == R"({"id":7,"title":"Emma","note":null,"pages":[1,2]})");
}

TEST_CASE("nothing is required of a partial, but the rules hold for what is given", "[model]") {
    REQUIRE(from_json<Partial<Book>>("{}")->empty());
    REQUIRE(complaints<Partial<Book>>(R"({"title":"x","pages":null})") ==
            Lines{"/title|min_length|Ensure this field has at least 2 characters.", "/pages|null|This field may not be null."});
    REQUIRE(complaints<Partial<Book>>(R"({"title":"odd"})") == Lines{});
    REQUIRE(complaints<Partial<Book>>("null") == Lines{"|null|No data provided"});
    REQUIRE(complaints<Partial<Book>>("[]") == Lines{"|invalid|Invalid data. Expected a dictionary, but got list."});
}

TEST_CASE("the object that a partial has changed can be checked as a whole", "[model]") {
    Book book{7, "Dune", "old", {1, 2}};
    from_json<Partial<Book>>(R"({"title":"Emma"})")->apply_to(book);
    REQUIRE(check_object(book).empty());
    from_json<Partial<Book>>(R"({"title":"odd"})")->apply_to(book);
    REQUIRE(test::lines(check_object(book)) == Lines{"|invalid|Odd."});
}

TEST_CASE("a partial is made and written by hand too", "[model]") {
    Partial<Book> change;
    change.set<&Book::title>("Emma");
    REQUIRE(change.has<&Book::title>());
    REQUIRE(to_json(change) == R"({"title":"Emma"})");
    REQUIRE(to_json(Partial<Book>{}) == "{}");
}

TEST_CASE("a partial is read from a form", "[model]") {
    Partial<Book> change;
    std::vector<FieldError> errors;
    REQUIRE(read_pairs({{"title", "Emma"}, {"note", ""}}, type_of<Partial<Book>>(), &change, Place::form, errors));
    REQUIRE(change.get<&Book::title>() == "Emma");
    REQUIRE(change.is_null<&Book::note>());
    REQUIRE_FALSE(change.has<&Book::pages>());
}
