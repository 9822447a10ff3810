#include "mistakes.hpp"
#include "server/app_core.hpp"
#include "unit/sql/shelf.hpp"

#include <serval/serval.hpp>
#include <serval/testing.hpp>
#include <serval/logging/memory_log.hpp>

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
    const test::TemporaryFolder folder;
    test::Client client{shelf_app(folder.file("app.db"))};
    CHECK(client.post("/add", {{"title", "Dune"}}).status() == Status::no_content);
    CHECK(client.post("/add-here", {{"title", "Emma"}}).status() == Status::no_content);
    CHECK(client.get("/count").body() == "2");
}

TEST_CASE("a test's own database takes the place of the app's, and the first lives on for those who refer to it", "[sql]") {
    const test::TemporaryFolder folder;
    App app = shelf_app(folder.file("app.db"));
    sql::Database& first = *static_cast<sql::Database*>(app.core().registry.services().find(ServiceKey::of<sql::Database>()));
    app.own(sql::Database{{.path = ":memory:"}}).migrate({"create table books (title text)", "insert into books values ('Emma')"});
    test::Client client{std::move(app)};
    CHECK(client.get("/count").body() == "1");
    CHECK(client.get("/readyz").status() == Status::ok);
    CHECK(first.query_one<int>("select count(*) from books").value() == 0);
}

TEST_CASE("what a request stored is taken back when it is refused, by exception or by result", "[sql]") {
    const test::TemporaryFolder folder;
    test::Client client{shelf_app(folder.file("app.db"))};
    CHECK(client.post("/throw", {{"title", "Dune"}}).status() == Status::forbidden);
    CHECK(client.post("/return", {{"title", "Dune"}}).status() == Status::forbidden);
    CHECK(client.get("/count").body() == "0");
}

TEST_CASE("a broken rule of the schema is answered as a conflict, in the commit as well", "[sql]") {
    const test::TemporaryFolder folder;
    test::Client client{shelf_app(folder.file("app.db"))};
    CHECK(client.post("/add", {{"title", "Dune"}}).status() == Status::no_content);
    const auto again = client.post("/add", {{"title", "Dune"}});
    CHECK(again.status() == Status::conflict);
    CHECK(again.json()["code"] == "unique");
    const auto orphan = client.post("/orphan");
    CHECK(orphan.status() == Status::conflict);
    CHECK(orphan.json()["code"] == "foreign_key");
    CHECK(client.get("/count").body() == "1");
}

TEST_CASE("a full disk is a 507 and an error in the log; what is read is answered, and there is storing again when there is room", "[sql]") {
    const test::TemporaryFolder folder;
    const auto lines = std::make_shared<MemoryLog>();
    App app{test::settings()};
    app.log_to(Log{lines});
    sql::Database& database = app.own(sql::Database{{.path = folder.file("app.db"), .sessions = 1}});
    database.migrate({"create table books (title text)"});
    app.get<"/count">([&database] { return database.query_one<int>("select count(*) from books").value(); }).blocking();
    app.post<"/add">([&database](Body<Title> title) {
           database.execute("insert into books (title) values (:title)", {{"title", title->title}});
       }).blocking();
    test::Client client{std::move(app)};
    const auto add = [&] { return client.post("/add", {{"title", std::string(10'000, 'x')}}); };

    database.execute("pragma max_page_count = 8");   // as if the disk ended there
    int added = 0;
    while (added < 100 && add().status() == Status::no_content) ++added;
    CHECK(added < 8);
    const auto refused = add();
    CHECK(refused.status() == Status::insufficient_storage);
    CHECK(refused.json()["code"] == "insufficient_storage");
    CHECK(lines->contains("is full; free some of it"));
    CHECK(client.get("/count").body() == std::to_string(added));

    database.execute("pragma max_page_count = 1000");
    CHECK(add().status() == Status::no_content);
    CHECK(client.get("/count").body() == std::to_string(added + 1));
}

TEST_CASE("a full disk takes back what a transaction has stored", "[sql]") {
    test::Shelf shelf{{.sessions = 1}};
    shelf.database.execute("pragma max_page_count = 20");
    {
        sql::Transaction transaction{shelf.database};
        transaction.execute("insert into books (title) values ('Dune')");
        CHECK_THROWS_AS(transaction.execute("insert into books (title) values (:title)", {{"title", std::string(1'000'000, 'x')}}),
                        InsufficientStorage);
    }
    CHECK(shelf.count() == 0);
    shelf.database.execute("insert into books (title) values ('Emma')");
    CHECK(shelf.count() == 1);
}

TEST_CASE("an app is ready when its database can be read", "[sql]") {
    test::Client client{shelf_app(":memory:")};
    CHECK(client.get("/readyz").json()["checks"]["database"] == true);
}

TEST_CASE("who asks for a transaction, or what works on one, and would hold the loop with it is told when the app is built", "[sql]") {
    App app{test::settings()};
    sql::use_database(app, ":memory:");
    app.provide_per_request<Store>([](sql::Transaction& db) { return Store{db}; });
    app.get<"/direct">([](Inject<sql::Transaction>) { return 1; });
    app.get<"/store">([](Inject<Store>) { return 1; });
    app.get<"/database">([](Inject<sql::Database>) { return 1; });
    app.get<"/task">([](Inject<Store>) -> Task<int> { co_return 1; });
    app.get<"/fine">([](Inject<Store>) { return 1; }).blocking();
    app.get<"/fine-too">([](Inject<sql::Database>) -> Task<int> { co_return 1; });   // which may use it on a worker
    const std::vector<std::string> mistakes = test::mistakes_of(app);
    REQUIRE(mistakes.size() == 4);
    CHECK_THAT(mistakes[0], Catch::StartsWith("GET /direct takes Inject<serval::sql::Transaction>, which holds its thread: add .blocking()"));
    CHECK_THAT(mistakes[1], Catch::StartsWith("GET /store") && Catch::Contains("by way of \"serval::sql::Transaction\""));
    CHECK_THAT(mistakes[2], Catch::StartsWith("GET /database"));
    CHECK_THAT(mistakes[3], Catch::StartsWith("GET /task"));
}
