#include "unit/sql/shelf.hpp"

#include <atomic>
#include <thread>

using namespace serval;

TEST_CASE("each step of a schema is run once", "[sql]") {
    const test::TestedDatabase place;
    for (int start = 0; start < 2; ++start) {
        sql::Database database{{.path = place.path()}};
        database.migrate({"create table a (x integer); insert into a values (1)"});
    }
    sql::Database later{{.path = place.path()}};
    later.migrate({"create table a (x integer); insert into a values (1)", "alter table a add column y integer; update a set y = 2"});
    CHECK(later.query<int>("select x + y from a") == std::vector<int>{3});
}

TEST_CASE("steps of which one fails leave nothing behind", "[sql]") {
    const test::TestedDatabase place;
    sql::Database database{{.path = place.path()}};
    CHECK_THROWS_AS(database.migrate({"create table a (x integer)", "create table a (x integer)"}), sql::Error);
    CHECK_THROWS_AS(database.query<int>("select x from a"), sql::Error);
    database.migrate({"create table a (x integer)"});
    CHECK(database.query<int>("select x from a").empty());
}

TEST_CASE("a database that is ahead of the program is refused, and which series is told", "[sql]") {
    const test::TestedDatabase place;
    sql::Database database{{.path = place.path()}};
    database.migrate({"create table a (x integer)", "create table b (x integer)"});
    database.migrate("parts", {"create table c (x integer)"});
    CHECK_THROWS_WITH(database.migrate({"create table a (x integer)"}), Catch::Contains("2 steps, and"));
    CHECK_THROWS_WITH(database.migrate("parts", {}), Catch::Contains("1 steps of \"parts\""));
}

TEST_CASE("series of steps are counted each for itself", "[sql]") {
    const test::TestedDatabase place;
    sql::Database database{{.path = place.path()}};
    database.migrate("parts", {"create table part (x integer)"});
    database.migrate({"create table a (x integer)", "create table b (x integer)"});
    database.migrate("parts", {"create table part (x integer)", "insert into part values (1)"});
    database.migrate({"create table a (x integer)", "create table b (x integer)"});
    CHECK(database.query<int>("select x from part") == std::vector<int>{1});
    CHECK(database.query<std::string>("select series from serval_migrations order by series") == std::vector<std::string>{"", "parts"});
}

TEST_CASE("a step may have a text for each engine", "[sql]") {
    const test::TestedDatabase place;
    sql::Database database{{.path = place.path()}};
    database.migrate({sql::Dialects{.sqlite = "create table told (x text); insert into told values ('sqlite')",
                                    .postgresql = "create table told (x text); insert into told values ('postgresql')"}});
    const std::string told = database.query_one<std::string>("select x from told").value();
    CHECK(told == (test::tested_engine() == sql::Engine::sqlite ? "sqlite" : "postgresql"));
    CHECK(database.engine() == test::tested_engine());
}

TEST_CASE("of many that start at once one runs the steps, and the others wait for it for longer than for other locks", "[sql]") {
    const test::TestedDatabase place;
    sql::Database first{{.path = place.path()}};   // SQLite's change to a write-ahead log is not what is tested
    std::vector<std::thread> starts;
    std::atomic<int> good = 0;
    for (int i = 0; i < 8; ++i) {
        starts.emplace_back([&] {
            sql::Database database{{.path = place.path(), .lock_wait = std::chrono::milliseconds{1}}};
            database.migrate({"create table a (x integer)", "insert into a values (1)"});
            ++good;
        });
    }
    for (std::thread& start : starts) start.join();
    CHECK(good == 8);
    CHECK(first.query<int>("select x from a") == std::vector<int>{1});
}
