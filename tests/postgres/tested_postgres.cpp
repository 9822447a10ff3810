#include <atomic>

#include <serval/sql.hpp>

#include "postgres/postgres_server.hpp"
#include "unit/sql/tested_database.hpp"

namespace serval::test {
namespace {

/** The server has one database; each test has a schema of its own in it. */
std::string next_schema() {
    static std::atomic<int> count = 0;
    return "test_" + std::to_string(++count);
}

}  // namespace

struct TestedDatabase::State {
    State() : schema{next_schema()} { say("create schema " + schema); }
    ~State() {
        try {
            say("drop schema " + schema + " cascade");
        } catch (const std::exception&) {   // a transaction of the test's still holds it: it goes with the server
        }
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    static void say(const std::string& statement) { sql::Database{{.path = shared_postgres().url()}}.execute(statement); }

    std::string schema;
};

TestedDatabase::TestedDatabase()
    : state_{std::make_unique<State>()}, path_{shared_postgres().url("&options=-csearch_path%3D" + state_->schema)} {}
TestedDatabase::~TestedDatabase() = default;

sql::Engine tested_engine() noexcept { return sql::Engine::postgresql; }

}  // namespace serval::test
