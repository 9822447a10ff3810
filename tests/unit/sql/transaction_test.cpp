#include "unit/sql/shelf.hpp"

using namespace serval;
using namespace std::chrono_literals;

TEST_CASE("a transaction counts once it is committed", "[sql]") {
    test::Shelf shelf;
    sql::Transaction transaction{shelf.database};
    transaction.execute("insert into books (title) values ('Dune')");
    CHECK(shelf.count() == 0);
    transaction.commit();
    CHECK(shelf.count() == 1);
}

TEST_CASE("a transaction that goes without a commit is taken back", "[sql]") {
    test::Shelf shelf;
    {
        sql::Transaction transaction{shelf.database};
        transaction.execute("insert into books (title) values ('Dune')");
        CHECK(transaction.query_one<int>("select count(*) from books") == 1);
    }
    CHECK(shelf.count() == 0);
}

TEST_CASE("after a commit or a roll-back the next statement begins anew", "[sql]") {
    test::Shelf shelf;
    sql::Transaction transaction{shelf.database};
    transaction.execute("insert into books (title) values ('Dune')");
    transaction.commit();
    transaction.execute("insert into books (title) values ('Emma')");
    transaction.roll_back();
    transaction.execute("insert into books (title) values ('Ubik')");
    transaction.commit();
    const auto titles = shelf.database.query<std::string>("select title from books order by id");
    CHECK(titles == std::vector<std::string>{"Dune", "Ubik"});
}

TEST_CASE("a reader sees one state of the database throughout", "[sql]") {
    test::Shelf shelf;
    sql::Transaction reader{shelf.database, sql::Access::read};
    CHECK(reader.query_one<int>("select count(*) from books") == 0);
    shelf.database.execute("insert into books (title) values ('Dune')");
    CHECK(reader.query_one<int>("select count(*) from books") == 0);
    reader.commit();
    CHECK(reader.query_one<int>("select count(*) from books") == 1);
}

TEST_CASE("a writer that waits too long for another is told to come again", "[sql]") {
    test::Shelf shelf{{.sessions = 2, .lock_wait = 1ms}};
    shelf.database.execute("insert into books (title) values ('Dune')");
    sql::Transaction first{shelf.database};
    first.execute("update books set year = 1965");
    sql::Transaction second{shelf.database};
    CHECK_THROWS_AS(second.execute("update books set year = 1966"), ServiceUnavailable);
    second.roll_back();
    first.commit();
    second.execute("update books set year = 1967");
    second.commit();
    CHECK(shelf.database.query_one<int>("select year from books") == 1967);
}

TEST_CASE("a script is any number of statements", "[sql]") {
    test::Shelf shelf;
    sql::Transaction transaction{shelf.database};
    transaction.script("insert into books (title) values ('Dune'); insert into books (title) values ('a:b;c')");
    transaction.commit();
    CHECK(shelf.count() == 2);
    CHECK_THROWS_WITH(transaction.script("delete from books; delte from books"), Catch::Contains("delte"));
    transaction.roll_back();
    CHECK(shelf.count() == 2);
}
