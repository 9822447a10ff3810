#include "unit/sql/shelf.hpp"

#include <serval/serval.hpp>
#include <serval/testing.hpp>

using namespace serval;

namespace {

struct Title {
    std::string title;
};

/** A store of each request, on the request's transaction. */
class Store {
public:
    explicit Store(sql::Transaction& db) : db_{db} {}

    void add(const std::string& title) { db_.execute("insert into books (title) values (:title)", {{"title", title}}); }
    int count() { return db_.query_one<int>("select count(*) from books").value(); }

private:
    sql::Transaction& db_;
};

App shelf_app(std::string path) {
    App app{test::settings()};
    sql::use_database(app, std::move(path))
        .migrate({"create table books (title text unique, "
                  "part_of text references books (title) deferrable initially deferred)"});
    app.provide_per_request<Store>([](sql::Transaction& db) { return Store{db}; });

    app.get<"/count">([](Inject<Store> store) { return store->count(); }).blocking();
    app.post<"/add">([](Inject<Store> store, Body<Title> title) { store->add(title->title); }).blocking();
    app.post<"/add-here">([](Inject<Store> store, Body<Title> title) { store->add(title->title); }).blocking(none);
    app.post<"/throw">([](Inject<Store> store, Body<Title> title) {
           store->add(title->title);
           throw Forbidden{};
       }).blocking();
    app.post<"/return">([](Inject<Store> store, Body<Title> title) -> OneOf<Title, Forbidden> {
           store->add(title->title);
           return Forbidden{};
       }).blocking();
    app.post<"/orphan">([](Inject<sql::Transaction> db) { db->execute("insert into books values ('x', 'nobody')"); }).blocking();
    return app;
}

}  // namespace

TEST_CASE("what a request stored counts when its answer is a good one", "[sql]") {
    const test::TestedDatabase place;
    test::Client client{shelf_app(place.path())};
    CHECK(client.post("/add", {{"title", "Dune"}}).status() == Status::no_content);
    CHECK(client.post("/add-here", {{"title", "Emma"}}).status() == Status::no_content);
    CHECK(client.get("/count").body() == "2");
}

TEST_CASE("what a request stored is taken back when it is refused, by exception or by result", "[sql]") {
    const test::TestedDatabase place;
    test::Client client{shelf_app(place.path())};
    CHECK(client.post("/throw", {{"title", "Dune"}}).status() == Status::forbidden);
    CHECK(client.post("/return", {{"title", "Dune"}}).status() == Status::forbidden);
    CHECK(client.get("/count").body() == "0");
}

TEST_CASE("a broken rule of the schema is answered as a conflict, in the commit as well", "[sql]") {
    const test::TestedDatabase place;
    test::Client client{shelf_app(place.path())};
    CHECK(client.post("/add", {{"title", "Dune"}}).status() == Status::no_content);
    const auto again = client.post("/add", {{"title", "Dune"}});
    CHECK(again.status() == Status::conflict);
    CHECK(again.json()["code"] == "unique");
    const auto orphan = client.post("/orphan");
    CHECK(orphan.status() == Status::conflict);
    CHECK(orphan.json()["code"] == "foreign_key");
    CHECK(client.get("/count").body() == "1");
}

TEST_CASE("an app is ready when its database can be read", "[sql]") {
    const test::TestedDatabase place;
    test::Client client{shelf_app(place.path())};
    CHECK(client.get("/readyz").json()["checks"]["database"] == true);
}

TEST_CASE("a statement that takes too long is ended, answered with 504, and another one is run", "[sql]") {
    const test::TestedDatabase place;
    App app{test::settings()};
    sql::use_database(app, {.path = place.path(), .sessions = 1, .statement_limit = std::chrono::milliseconds{50}});
    app.get<"/endless">([](Inject<sql::Transaction> db) {
           return db->query_one<int>("with recursive n (i) as (select 1 union all select 1 from n) select count(*) from n").value();
       }).blocking();
    app.get<"/short">([](Inject<sql::Transaction> db) { return db->query_one<int>("select 1").value(); }).blocking();
    test::Client client{std::move(app)};
    CHECK(client.get("/endless").status() == Status::gateway_timeout);
    CHECK(client.get("/short").body() == "1");
}
