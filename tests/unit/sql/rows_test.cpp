#include "unit/sql/shelf.hpp"

#include <chrono>

#include <serval/model/values/chrono.hpp>
#include <serval/model/values/uuid.hpp>
#include <serval/model/write.hpp>

using namespace serval;
using namespace std::chrono_literals;

namespace {

enum class Cover : std::uint8_t { hard, soft };

struct Everything {
    bool flag = false;
    std::int64_t most = 0;
    std::uint8_t least = 0;
    double real = 0;
    float small = 0;
    std::string text;
    std::optional<std::string> maybe;
    std::optional<double> no_number;
    Cover cover = Cover::hard;
    std::chrono::year_month_day day{};
    std::chrono::sys_seconds moment{};
    Uuid key;
    std::vector<std::string> tags;

    bool operator==(const Everything&) const = default;
};

struct Author {
    std::string name;
    std::optional<int> born;
};

struct Work {
    std::string title;
    Author author;
    int pages = 7;
};

Everything example() {
    Everything all;
    all.flag = true;
    all.most = std::numeric_limits<std::int64_t>::min();
    all.least = 255;
    all.real = 0.1 + 0.2;
    all.small = 1.5F;
    all.text = std::string{"it's \"so\"\0:1", 12};
    if (test::tested_engine() == sql::Engine::postgresql) all.text[9] = '\'';   // which has no place for a zero
    all.maybe = "";
    all.cover = Cover::soft;
    all.day = std::chrono::year{2024} / 2 / 29;
    all.moment = std::chrono::sys_days{all.day} + 13h;
    all.key = Uuid{"019370f5-5c00-7a4b-8a3c-2f5d6e7f8091"};
    all.tags = {"a", "b,c"};
    return all;
}

}  // namespace

TEST_CASE("a model of every kind of field comes back as it was stored", "[sql]") {
    const test::TestedDatabase place;
    sql::Database database{{.path = place.path()}};
    database.execute("create table kept (flag boolean, most bigint, least smallint, real double precision, small real, text text, maybe text, "
                     "no_number double precision, cover text, day date, moment timestamptz, key uuid, tags json)");
    database.execute("insert into kept values (:flag, :most, :least, :real, :small, :text, :maybe, :no_number, :cover, "
                     ":day, :moment, :key, :tags)",
                     sql::Parameters::of(example()));
    const auto kept = database.query_one<Everything>("select * from kept").value();
    CHECK(to_json(kept) == to_json(example()));
    CHECK(kept == example());
    CHECK(database.query_one<std::string>("select day || ' ' || cover || ' ' || tags from kept") ==
          "2024-02-29 soft [\"a\",\"b,c\"]");
}

TEST_CASE("a row of one column is a plain value, and no row is nothing", "[sql]") {
    const test::TestedDatabase place;
    sql::Database database{{.path = place.path()}};
    CHECK(database.query_one<int>("select 6 * 7") == 42);
    CHECK(database.query<std::string>("select 'a' union all select 'b'") == std::vector<std::string>{"a", "b"});
    CHECK(database.query_one<std::optional<int>>("select null").value() == std::nullopt);
    CHECK_FALSE(database.query_one<int>("select 1 where 1 = 0").has_value());
    CHECK(database.query<int>("select 1 where 1 = 0").empty());
}

TEST_CASE("a column with a point in its name reaches into a nested model", "[sql]") {
    const test::TestedDatabase place;
    sql::Database database{{.path = place.path()}};
    const auto work = database.query_one<Work>("select 'Emma' as title, 'Jane Austen' as \"author.name\", "
                                               "1775 as \"author.born\"");
    REQUIRE(work.has_value());
    CHECK(work->title == "Emma");
    CHECK(work->author.name == "Jane Austen");
    CHECK(work->author.born == 1775);
    CHECK(work->pages == 7);
}

TEST_CASE("a column that has no field is a mistake that names both", "[sql]") {
    const test::TestedDatabase place;
    sql::Database database{{.path = place.path()}};
    using Catch::Matchers::Contains;
    CHECK_THROWS_WITH(database.query<Work>("select 'x' as titel"), Contains("\"titel\"") && Contains("Work"));
    CHECK_THROWS_WITH(database.query<Work>("select 'x' as \"author.nome\""), Contains("author.nome"));
    CHECK_THROWS_WITH(database.query<int>("select 1, 2"), Contains("2 columns"));
    CHECK_THROWS_WITH(database.query<int>("create table t (x integer)"), Contains("no rows"));
    CHECK_THROWS_WITH(database.query_one<int>("select 1 union select 2"), Contains("more rows"));
}

TEST_CASE("a value that its field cannot hold is a mistake that names the column", "[sql]") {
    const test::TestedDatabase place;
    sql::Database database{{.path = place.path()}};
    CHECK_THROWS_AS(database.query<std::uint8_t>("select 256"), sql::Error);
    CHECK_THROWS_AS(database.query<int>("select 'many'"), sql::Error);
    CHECK_THROWS_AS(database.query<int>("select null"), sql::Error);
    CHECK_THROWS_AS(database.query<Cover>("select 'paper'"), sql::Error);
    CHECK_THROWS_WITH(database.query<std::chrono::year_month_day>("select '2024-02-30' as day"), Catch::Contains("\"day\""));
}

TEST_CASE("rows that an insert returns are read like any", "[sql]") {
    test::Shelf shelf;
    CHECK(shelf.database.query_one<int>("insert into books (title) values ('Dune') returning id") == 1);
    CHECK(shelf.count() == 1);
}
