#include "unit/sql/shelf.hpp"

#include <thread>

using namespace serval;
using namespace std::chrono_literals;

namespace {

/** Read, and write what follows from it; false when another was in the way. */
bool add(sql::Database& database, const std::string& title) {
    try {
        sql::Transaction transaction{database, sql::Access::serializable};
        const int before = transaction.query_one<int>("select count(*) from books").value();
        transaction.execute("insert into books (title, year) values (:title, :year)", {{"title", title}, {"year", before + 1}});
        transaction.commit();
        return true;
    } catch (const ServiceUnavailable&) {
        return false;
    }
}

}  // namespace

TEST_CASE("when every session is taken the next asker is told to come again", "[sql]") {
    test::Shelf shelf{{.sessions = 1, .session_wait = 1ms}};
    sql::Transaction holder{shelf.database};
    (void)holder.query<int>("select 1");
    try {
        (void)shelf.count();
        FAIL("there was a session left");
    } catch (const ServiceUnavailable& busy) {
        CHECK(busy.problem().headers.contains("Retry-After"));
    }
    holder.commit();
    CHECK(shelf.count() == 0);
}

TEST_CASE("a transaction without a statement takes no session", "[sql]") {
    test::Shelf shelf{{.sessions = 1, .session_wait = 1ms}};
    sql::Transaction idle{shelf.database};
    idle.commit();
    CHECK(shelf.count() == 0);
}

TEST_CASE("threads share a pool that is smaller than they are many, and no write is lost", "[sql]") {
    constexpr int threads = 4;
    constexpr int writes = 10;
    test::Shelf shelf{{.sessions = 2, .session_wait = 60s, .lock_wait = 60s}};
    std::vector<std::thread> writers;
    for (int thread = 0; thread < threads; ++thread) {
        writers.emplace_back([&shelf, thread] {
            for (int i = 0; i < writes; ++i) {
                while (!add(shelf.database, std::to_string(thread * writes + i))) {}
            }
        });
    }
    for (std::thread& writer : writers) writer.join();
    CHECK(shelf.count() == threads * writes);
    CHECK(shelf.database.query_one<int>("select count(distinct year) from books") == threads * writes);
}
