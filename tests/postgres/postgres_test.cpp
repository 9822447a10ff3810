// What is PostgreSQL's own.
#include <thread>

#include <serval/model/values/chrono.hpp>
#include <serval/tasks/with_timeout.hpp>

#include "unit/sql/shelf.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

struct Types {
    bool flag = false;
    std::int64_t most = 0;
    double number = 0;
    double great = 0;
    std::string exact;
    std::chrono::sys_time<std::chrono::microseconds> moment{};
    std::chrono::sys_seconds local{};
    std::chrono::seconds length{};
    std::vector<int> list;
};

}  // namespace

TEST_CASE("columns of PostgreSQL's own types are read as the model has them", "[sql]") {
    const test::TestedDatabase place;
    sql::Database database{{.path = place.path()}};
    const auto row = database.query_one<Types>("select true as flag, 9223372036854775807 as most, avg(x) as number, 'Infinity'::float8 as great, "
                                               "12.50::numeric as exact, '2024-02-29 14:00:00.123456+01'::timestamptz as moment, "
                                               "'2024-02-29 13:00'::timestamp as local, '1 day 2 seconds'::interval as length, "
                                               "'[1, 2]'::jsonb as list from generate_series(1, 2) as x").value();
    CHECK(row.flag);
    CHECK(row.most == std::numeric_limits<std::int64_t>::max());
    CHECK(row.number == 1.5);
    CHECK(std::isinf(row.great));
    CHECK(row.exact == "12.50");
    CHECK(row.moment == std::chrono::sys_days{2024y / 2 / 29} + 13h + 123456us);
    CHECK(row.local == std::chrono::sys_days{2024y / 2 / 29} + 13h);
    CHECK(row.length == 86402s);
    CHECK(row.list == std::vector<int>{1, 2});
    CHECK(database.query_one<int>("select true") == 1);
    CHECK(database.query_one<std::string>("select false") == "0");
}

TEST_CASE("a value becomes what it meets; where it meets nothing that has a type one is asked for it", "[sql]") {
    const test::TestedDatabase place;
    sql::Database database{{.path = place.path()}};
    CHECK(database.query_one<bool>("select date '2024-02-29' = :day", {{"day", 2024y / 2 / 29}}) == true);
    CHECK(database.query_one<bool>("select true = :yes", {{"yes", true}}) == true);
    CHECK(database.query_one<double>("select 0.5::float8 + :x", {{"x", 1e300}}) == 1e300);
    CHECK_THROWS_WITH(database.query_one<bool>("select :q is null", {{"q", "x"}}), Catch::Contains("cast(:name as text)"));
}

TEST_CASE("PostgreSQL tells no new row's number by itself", "[sql]") {
    test::Shelf shelf;
    CHECK_THROWS_WITH(shelf.database.insert("insert into books (title) values ('a')"), Catch::Contains("returning id"));
}

TEST_CASE("a reader's transaction writes nothing", "[sql]") {
    test::Shelf shelf;
    sql::Transaction reader{shelf.database, sql::Access::read};
    CHECK_THROWS_WITH(reader.execute("insert into books (title) values ('a')"), Catch::Contains("read-only"));
    reader.roll_back();
    CHECK(shelf.count() == 0);
}

TEST_CASE("a transaction of which a statement has failed takes no other, and is not committed silently", "[sql]") {
    test::Shelf shelf;
    sql::Transaction transaction{shelf.database};
    transaction.execute("insert into books (title) values ('a')");
    CHECK_THROWS_AS(transaction.execute("insert into books (title) values ('a')"), sql::ConstraintError);
    CHECK_THROWS_WITH(transaction.execute("insert into books (title) values ('b')"), Catch::Contains("earlier statement"));
    CHECK_THROWS_WITH(transaction.commit(), Catch::Contains("cannot be committed"));
    transaction.roll_back();
    transaction.execute("insert into books (title) values ('c')");
    transaction.commit();
    CHECK(shelf.database.query<std::string>("select title from books") == std::vector<std::string>{"c"});
}

TEST_CASE("two writers that wait for each other: one is told to come again, and the other is done", "[sql]") {
    test::Shelf shelf;
    shelf.database.execute("insert into books (title) values ('a'), ('b')");
    sql::Transaction here{shelf.database};
    sql::Transaction there{shelf.database};
    here.execute("update books set year = 1 where title = 'a'");
    there.execute("update books set year = 2 where title = 'b'");
    const auto cross = [](sql::Transaction& transaction, const char* title) {
        try {
            transaction.execute("update books set year = 3 where title = :title", {{"title", title}});
            transaction.commit();
            return true;
        } catch (const ServiceUnavailable&) {
            transaction.roll_back();
            return false;
        }
    };
    bool is_done_there = false;
    std::thread other{[&] { is_done_there = cross(there, "a"); }};
    const bool is_done_here = cross(here, "b");
    other.join();
    CHECK(is_done_here != is_done_there);
    CHECK(shelf.database.query_one<int>("select count(*) from books where year = 3") == 1);
}

TEST_CASE("of two serializable writers that cannot both have been alone one is told to come again", "[sql]") {
    test::Shelf shelf;
    sql::Transaction here{shelf.database, sql::Access::serializable};
    sql::Transaction there{shelf.database, sql::Access::serializable};
    for (sql::Transaction* each : {&here, &there}) CHECK(each->query_one<int>("select count(*) from books") == 0);
    here.execute("insert into books (title) values ('a')");
    there.execute("insert into books (title) values ('b')");
    here.commit();
    CHECK_THROWS_AS(there.commit(), ServiceUnavailable);
    CHECK(shelf.count() == 1);
}

TEST_CASE("what is COPY's is refused, and the session is good for others", "[sql]") {
    test::Shelf shelf{{.sessions = 1}};
    CHECK_THROWS_WITH(shelf.database.execute("copy books to stdout"), Catch::Contains("COPY"));
    CHECK_THROWS_WITH(shelf.database.execute("copy books from stdin"), Catch::Contains("COPY"));
    CHECK(shelf.count() == 0);
}

TEST_CASE("a statement of many values, and one of many rows, arrive whole", "[sql]") {
    test::Shelf shelf;
    const std::string long_text(20'000'000, 'x');
    CHECK(shelf.database.query_one<std::string>("select cast(:text as text)", {{"text", long_text}}) == long_text);
    CHECK(shelf.database.query<int>("select generate_series(1, 100000)").size() == 100'000);
}
