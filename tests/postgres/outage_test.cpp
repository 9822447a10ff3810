// PostgreSQL goes and comes back while a service is asked.
#include <algorithm>
#include <thread>

#include <catch2/catch.hpp>

#include <serval/logging/memory_log.hpp>
#include <serval/serval.hpp>
#include <serval/sql.hpp>
#include <serval/testing.hpp>

#include "postgres/postgres_server.hpp"
#include "wire/crowd.hpp"
#include "wire/running_app.hpp"

using namespace serval;
using serval::test::PostgresServer;
using namespace std::chrono_literals;

namespace {

std::ptrdiff_t count_of(const MemoryLog& log, std::string_view message) {
    const auto lines = log.lines();
    return std::count_if(lines.begin(), lines.end(), [&](const std::string& line) { return line.find(message) != std::string::npos; });
}

/** Every outage was told with its end, and there was one. */
bool is_told_of_both_ends(const MemoryLog& log) {
    const auto away = count_of(log, "PostgreSQL is away");
    return away > 0 && away == count_of(log, "PostgreSQL is back");
}

sql::DatabaseOptions options_of(const PostgresServer& server) {
    return {.path = server.url("&connect_timeout=2"), .statement_limit = 500ms};
}

/** One endpoint reads, and the other one writes. */
App counting_app(const PostgresServer& server, std::shared_ptr<MemoryLog> log) {
    Settings settings = test::settings();
    settings.workers = 4;
    App app{std::move(settings)};
    app.log_to(Log{std::move(log)});
    sql::use_database(app, options_of(server)).migrate({"create table rows (x integer)"});
    app.get<"/read">([](Inject<sql::Transaction> db) { return db->query_one<int>("select count(*) from rows").value(); }).blocking();
    app.get<"/write">([](Inject<sql::Database> db) { db->execute("insert into rows values (1)"); }).blocking();
    return app;
}

int rows_in(const PostgresServer& server) {
    return sql::Database{options_of(server)}.query_one<int>("select count(*) from rows").value();
}

}  // namespace

TEST_CASE("PostgreSQL is killed and started again under load: 503 while it is away, nothing hangs, and all is well by itself", "[sql]") {
    PostgresServer server;
    const auto log = std::make_shared<MemoryLog>();
    std::map<std::string, std::map<int, int>> answers;
    {
        wire::RunningApp service{counting_app(server, log)};
        wire::Crowd crowd{service.port(), {"/read", "/write"}};
        REQUIRE(crowd.await("/write", 204, 100));
        for (int round = 1; round <= 3; ++round) {
            server.kill();
            REQUIRE(crowd.await("/write", 503, 100));
            server.start();
            REQUIRE(crowd.await("/write", 204, 100));
            REQUIRE(crowd.await("/read", 200, 100));
        }
        answers = crowd.leave();
    }
    CHECK(answers["/read"].size() == 2);
    CHECK(answers["/read"][503] >= 200);
    CHECK(answers["/write"].size() == 2);
    CHECK(is_told_of_both_ends(*log));
    const int rows = rows_in(server);
    CHECK(rows >= answers["/write"][204]);                             // what was said to be stored is
    CHECK(rows <= answers["/write"][204] + answers["/write"][503]);   // what was under way may be
}

TEST_CASE("PostgreSQL stands still under load: nobody waits for longer than the limits say, and all is well once it goes on", "[sql]") {
    PostgresServer server;
    const auto log = std::make_shared<MemoryLog>();
    wire::RunningApp service{counting_app(server, log)};
    wire::Crowd crowd{service.port(), {"/read", "/write"}};
    REQUIRE(crowd.await("/write", 204, 100));
    server.freeze();
    REQUIRE(crowd.await("/write", 503, 4));
    server.thaw();
    REQUIRE(crowd.await("/write", 204, 100));
    auto answers = crowd.leave();
    CHECK(answers["/read"].count(0) == 0);
    CHECK(answers["/write"].count(0) == 0);
    CHECK(is_told_of_both_ends(*log));
}

TEST_CASE("an idle session that PostgreSQL has ended is made anew, and nobody is told", "[sql]") {
    const auto log = std::make_shared<MemoryLog>();
    sql::DatabaseOptions options = options_of(test::shared_postgres());
    options.log = Log{log};
    sql::Database database{options};
    sql::Database other{options_of(test::shared_postgres())};
    const int id = database.query_one<int>("select pg_backend_pid()").value();
    CHECK(other.query_one<bool>("select pg_terminate_backend(:id, 10000)", {{"id", id}}) == true);
    CHECK(database.query_one<int>("select pg_backend_pid()").value() != id);
    CHECK(log->lines().empty());
}

TEST_CASE("a transaction whose session PostgreSQL has ended fails to its end, and the next one is good", "[sql]") {
    const auto log = std::make_shared<MemoryLog>();
    sql::DatabaseOptions options = options_of(test::shared_postgres());
    options.log = Log{log};
    sql::Database database{options};
    sql::Database other{options_of(test::shared_postgres())};
    sql::Transaction transaction{database};
    const int id = transaction.query_one<int>("select pg_backend_pid()").value();
    CHECK(other.query_one<bool>("select pg_terminate_backend(:id, 10000)", {{"id", id}}) == true);
    CHECK_THROWS_AS(transaction.query_one<int>("select 1"), ServiceUnavailable);
    CHECK_THROWS_AS(transaction.query_one<int>("select 1"), ServiceUnavailable);   // on no new session: what was said before is lost
    CHECK_THROWS_AS(transaction.commit(), ServiceUnavailable);
    transaction.roll_back();
    CHECK(transaction.query_one<int>("select 1") == 1);
    CHECK(is_told_of_both_ends(*log));
}
