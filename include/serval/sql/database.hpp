#pragma once

#include <chrono>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>

#include <serval/sql/connection.hpp>

namespace serval {
class App;
}

namespace serval::sql {

class Transaction;

struct DatabaseOptions {
    std::string path{};                              // of an SQLite file, made when missing; ":memory:" goes with the object
    std::size_t sessions = 1;                        // at once; ":memory:" has one
    std::chrono::milliseconds session_wait{2'000};   // for a free one
    std::chrono::milliseconds lock_wait{5'000};      // for another's write to end
};

/** An SQLite database, open: a pool of sessions with write-ahead log and foreign keys on. Thread-safe.

    Said to it directly, each statement takes a session for itself and is its own transaction.
*/
class Database final : public Connection {
public:
    /** @throws Error */
    explicit Database(DatabaseOptions options);
    Database(Database&&) noexcept;
    ~Database() override;

    /** Bring the schema up to date: those of `steps` that this database has not seen yet are run in order, all or none.
        A step may hold several statements. To change the schema later, add a step; never change one that has run somewhere.
        @throws Error, also when the database has seen more steps than there are.
    */
    void migrate(std::initializer_list<std::string_view> steps);

private:
    friend class Transaction;
    struct State;

    Outcome run(std::string_view sql, const Parameters& parameters, Rows rows) override;

    std::unique_ptr<State> state_;
};

/** Give `app` a database: whoever asks for a `Database&` gets it; each request that asks for a `Transaction&` gets one of its
    own, which begins with its first statement, is committed before a good answer leaves, and rolled back otherwise.
    `/readyz` asks whether it can be read. There are as many sessions as workers.
*/
Database& use_database(App& app, std::string path);

}  // namespace serval::sql
