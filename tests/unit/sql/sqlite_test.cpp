// What is SQLite's alone, or a database of the process's own.
#include "mistakes.hpp"
#include "server/app_core.hpp"
#include "temporary_folder.hpp"
#include "unit/sql/shelf.hpp"

#include <serval/serval.hpp>
#include <serval/testing.hpp>
#include <serval/logging/memory_log.hpp>

using namespace serval;

namespace {

struct Title {
    std::string title;
};

struct Store {
    explicit Store(sql::Transaction&) {}
};

}  // namespace

TEST_CASE("a test's own database takes the place of the app's, and the first lives on for those who refer to it", "[sql]") {
    const test::TemporaryFolder folder;
    App app{test::settings()};
    sql::use_database(app, folder.file("app.db")).migrate({"create table books (title text)"});
    app.get<"/count">([](Inject<sql::Database> db) { return db->query_one<int>("select count(*) from books").value(); }).blocking();
    sql::Database& first = *static_cast<sql::Database*>(app.core().registry.services().find(ServiceKey::of<sql::Database>()));
    app.own(sql::Database{{.path = ":memory:"}}).migrate({"create table books (title text)", "insert into books values ('Emma')"});
    test::Client client{std::move(app)};
    CHECK(client.get("/count").body() == "1");
    CHECK(client.get("/readyz").status() == Status::ok);
    CHECK(first.query_one<int>("select count(*) from books").value() == 0);
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

TEST_CASE("SQLite numbers a new row by itself", "[sql]") {
    sql::Database database{{.path = ":memory:"}};
    database.migrate({"create table books (id integer primary key, title text unique)"});
    CHECK(database.insert("insert into books (title) values ('a')") == 1);
    CHECK(database.insert("insert into books (title) values ('b')") == 2);
    CHECK_THROWS_WITH(database.insert("insert into books (title) values ('b') on conflict do nothing"), Catch::Contains("no row was inserted"));
}

TEST_CASE("a database that cannot be opened says where it should be", "[sql]") {
    const test::TemporaryFolder folder;
    CHECK_THROWS_WITH((sql::Database{{.path = folder.file("no/such/folder.db")}}), Catch::Contains("no/such/folder.db"));
    CHECK_THROWS_AS((sql::Database{{}}), sql::Error);
    CHECK_THROWS_AS((sql::Database{{.path = "a\"b"}}), sql::Error);
}

TEST_CASE("a writer of SQLite that waits too long for another is told to come again when it begins", "[sql]") {
    test::Shelf shelf{{.sessions = 2, .lock_wait = std::chrono::milliseconds{1}}};
    sql::Transaction first{shelf.database};
    first.execute("insert into books (title) values ('Dune')");
    sql::Transaction second{shelf.database};
    CHECK_THROWS_AS(second.execute("insert into books (title) values ('Emma')"), ServiceUnavailable);
    first.commit();
    second.execute("insert into books (title) values ('Emma')");
    second.commit();
    CHECK(shelf.count() == 2);
}
