#include "unit/sql/shelf.hpp"

using namespace serval;

TEST_CASE("each step of a schema is run once", "[sql]") {
    const test::TemporaryFolder folder;
    for (int start = 0; start < 2; ++start) {
        sql::Database database{{.path = folder.file("shop.db")}};
        database.migrate({"create table a (x); insert into a values (1)"});
    }
    sql::Database later{{.path = folder.file("shop.db")}};
    later.migrate({"create table a (x); insert into a values (1)", "alter table a add column y; update a set y = 2"});
    CHECK(later.query<int>("select x + y from a") == std::vector<int>{3});
}

TEST_CASE("steps of which one fails leave nothing behind", "[sql]") {
    sql::Database database{{.path = ":memory:"}};
    CHECK_THROWS_AS(database.migrate({"create table a (x)", "create table a (x)"}), sql::Error);
    CHECK_THROWS_AS(database.query<int>("select x from a"), sql::Error);
    database.migrate({"create table a (x)"});
    CHECK(database.query<int>("select x from a").empty());
}

TEST_CASE("a database that is ahead of the program is refused", "[sql]") {
    const test::TemporaryFolder folder;
    sql::Database database{{.path = folder.file("shop.db")}};
    database.migrate({"create table a (x)", "create table b (x)"});
    CHECK_THROWS_WITH(database.migrate({"create table a (x)"}), Catch::Contains("2 steps"));
}

TEST_CASE("a database that cannot be opened says where it should be", "[sql]") {
    const test::TemporaryFolder folder;
    CHECK_THROWS_WITH((sql::Database{{.path = folder.file("no/such/folder.db")}}), Catch::Contains("no/such/folder.db"));
    CHECK_THROWS_AS((sql::Database{{}}), sql::Error);
    CHECK_THROWS_AS((sql::Database{{.path = "a\"b"}}), sql::Error);
}
