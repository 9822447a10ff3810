// What docs/sql.md shows of two engines: run on SQLite with the documents' tests, and on PostgreSQL with its own.
#include <catch2/catch.hpp>

#include <serval/model/values/chrono.hpp>
#include <serval/sql.hpp>
#include <serval/testing.hpp>

#include "unit/sql/tested_database.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

struct Order {
    std::string item;
    std::chrono::sys_seconds placed{};
};

// [open]
sql::Database& open_database(App& app) {
    sql::DatabaseOptions options;
    options.path = app.settings().get<std::string>("database.path", "shop.db");   // or "postgresql://shop@db.example/shop"
    options.lock_wait = 2s;
    options.statement_limit = 10s;
    return sql::use_database(app, options);
}
// [/open]

// [schema]
void prepare(sql::Database& database) {
    database.migrate({sql::Dialects{
                          .sqlite = "create table orders (id integer primary key, item text not null, placed timestamptz not null)",
                          .postgresql = "create table orders (id bigint generated always as identity primary key, item text not null, "
                                        "placed timestamptz not null)"},
                      "create index orders_by_item on orders (item)"});
}
// [/schema]

// [insert]
std::int64_t add(sql::Connection& db, const Order& order) {
    return db.insert("insert into orders (item, placed) values (:item, :placed) returning id", sql::Parameters::of(order));
}
// [/insert]

// [cast]
std::vector<std::string> find(sql::Connection& db, std::optional<std::string> word) {
    return db.query<std::string>("select item from orders where cast(:word as text) is null or item like '%' || :word || '%' order by id",
                                 {{"word", word}});
}
// [/cast]

// [serializable]
bool order_one_of_few(sql::Database& database, const Order& order, int most) {
    sql::Transaction transaction{database, sql::Access::serializable};
    const int ordered = transaction.query_one<int>("select count(*) from orders where item = :item", {{"item", order.item}}).value();
    if (ordered >= most) return false;
    add(transaction, order);
    transaction.commit();
    return true;
}
// [/serializable]

Order lamp() { return {"lamp", std::chrono::sys_days{2024y / 5 / 1}}; }

}  // namespace

TEST_CASE("one program's SQL is for both engines", "[docs]") {
    const test::TestedDatabase place;
    Settings settings = test::settings();
    settings.set("database.path", place.path());
    App app{std::move(settings)};
    sql::Database& database = open_database(app);
    prepare(database);
    prepare(database);
    CHECK(add(database, lamp()) == 1);
    CHECK(find(database, std::nullopt) == std::vector<std::string>{"lamp"});
    CHECK(find(database, "am").size() == 1);
    CHECK(find(database, "x").empty());
    CHECK(order_one_of_few(database, lamp(), 2));
    CHECK_FALSE(order_one_of_few(database, lamp(), 2));
    CHECK(database.query_one<std::chrono::sys_seconds>("select max(placed) from orders") == lamp().placed);
}

// [accounts]
TEST_CASE("accounts are kept in the database", "[docs]") {
    const test::TestedDatabase place;
    sql::Database database{{.path = place.path()}};
    sql::AccountTable accounts{database};   // makes its tables

    Account ada{.name = "ada", .email = "ada@example.com", .roles = {"editor"}};
    CHECK(accounts.add(ada) == std::nullopt);
    CHECK(accounts.find_by_email("Ada@Example.com")->id == ada.id);
    CHECK(database.query<std::string>("select name from serval_accounts join serval_account_roles on account_id = id where role = 'editor'") ==
          std::vector<std::string>{"ada"});
}
// [/accounts]
