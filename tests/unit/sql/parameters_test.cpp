#include "unit/sql/shelf.hpp"

using namespace serval;

namespace {

struct Entry {
    std::string title;
    std::optional<int> year;
};

}  // namespace

TEST_CASE("values are bound and never read as SQL", "[sql]") {
    test::Shelf shelf;
    const std::string evil = "x'); drop table books; --";
    shelf.database.execute("insert into books (title) values (:title)", {{"title", evil}});
    CHECK(shelf.database.query_one<std::string>("select title from books where title = :t", {{"t", evil}}) == evil);
    CHECK(shelf.count() == 1);
}

TEST_CASE("a name may stand in a statement twice", "[sql]") {
    test::Shelf shelf;
    CHECK(shelf.database.query_one<int>("select cast(:n as integer) * :n + :m", {{"n", 3}, {"m", 1}}) == 10);
}

TEST_CASE("nothing is NULL", "[sql]") {
    test::Shelf shelf;
    CHECK(shelf.database.query_one<bool>("select cast(:a as text) is null and cast(:b as integer) is null and cast(:c as text) is not null",
                                         {{"a", std::nullopt}, {"b", std::optional<int>{}}, {"c", ""}}) == true);
}

TEST_CASE("a model gives the values that a statement names", "[sql]") {
    test::Shelf shelf;
    shelf.database.execute("insert into books (title) values (:title)", sql::Parameters::of(Entry{"Dune", 1965}));
    const auto changed = shelf.database.execute("update books set year = :year where id = :id",
                                                sql::Parameters::of(Entry{"Dune", 1965}).with("id", 1));
    CHECK(changed == 1);
    CHECK(shelf.database.query_one<int>("select year from books") == 1965);
}

TEST_CASE("a name without a value and a value without a name are mistakes", "[sql]") {
    test::Shelf shelf;
    using Catch::Matchers::Contains;
    CHECK_THROWS_WITH(shelf.database.query<int>("select :a"), Contains("no value for :a"));
    CHECK_THROWS_WITH(shelf.database.query<int>("select 1", {{"b", 1}}), Contains(":b has no place"));
    const bool is_sqlite = test::tested_engine() == sql::Engine::sqlite;
    CHECK_THROWS_WITH(shelf.database.query<int>(is_sqlite ? "select ?" : "select $1"), Contains(":name"));
}

TEST_CASE("one statement is run, not several, and what is no SQL is said", "[sql]") {
    test::Shelf shelf;
    using Catch::Matchers::Contains;
    CHECK_THROWS_WITH(shelf.database.execute("delete from books; delete from loans"), Contains("more than one"));
    CHECK(shelf.database.execute("delete from books; ") == 0);
    CHECK_THROWS_WITH(shelf.database.execute("delte from books"), Contains("delte"));
}

TEST_CASE("the values of a failed statement stay out of its message", "[sql]") {
    test::Shelf shelf;
    try {
        shelf.database.execute("insert into nowhere values (:secret)", {{"secret", "hush"}});
        FAIL("nothing was thrown");
    } catch (const sql::Error& error) {
        CHECK(std::string{error.what()}.find("hush") == std::string::npos);
        CHECK(std::string{error.what()}.find("nowhere") != std::string::npos);
    }
}

TEST_CASE("an insert tells the new row's number, and an update how many rows it changed", "[sql]") {
    test::Shelf shelf;
    CHECK(shelf.database.insert("insert into books (title) values ('a') returning id") == 1);
    CHECK(shelf.database.insert("insert into books (title) values ('b') returning id") == 2);
    CHECK_THROWS_WITH(shelf.database.insert("insert into books (title) values ('b') on conflict do nothing returning id"),
                      Catch::Contains("no row was inserted"));
    CHECK(shelf.database.execute("update books set year = 1900") == 2);
    CHECK(shelf.database.execute("delete from books where title = 'z'") == 0);
    CHECK(shelf.database.execute("select * from books") == 0);
}

TEST_CASE("an integer that the database cannot hold is refused", "[sql]") {
    CHECK_THROWS_AS((sql::Parameter{"n", std::uint64_t{1} << 63U}), std::domain_error);
}
