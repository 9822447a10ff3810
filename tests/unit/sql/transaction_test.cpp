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
    sql::Transaction first{shelf.database};
    first.execute("insert into books (title) values ('Dune')");
    sql::Transaction second{shelf.database};
    CHECK_THROWS_AS(second.execute("insert into books (title) values ('Emma')"), ServiceUnavailable);
    first.commit();
    second.execute("insert into books (title) values ('Emma')");
    second.commit();
    CHECK(shelf.count() == 2);
}
