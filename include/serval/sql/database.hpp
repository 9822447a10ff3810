#pragma once

#include <chrono>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>

#include <serval/logging/log.hpp>
#include <serval/sql/connection.hpp>

namespace serval {
class App;
}

namespace serval::sql {

class Transaction;

struct DatabaseOptions {
    /** Of an SQLite file, made when missing; ":memory:" goes with the object. Or `postgresql://user@host:port/name`: a URL as libpq
        reads it, with all that it can say there (`?sslmode=verify-full`, `?connect_timeout=2`, `?host=/run/postgresql`).
    */
    std::string path{};
    std::size_t sessions = 0;   // at once; 0: as many as the app has workers, and one without an app. ":memory:" has one
    std::chrono::milliseconds session_wait{2'000};       // for a free one
    std::chrono::milliseconds lock_wait{5'000};          // for another's write to end
    std::chrono::milliseconds statement_limit{30'000};   // for a statement to end
    Log log{};                                           // told when PostgreSQL goes, and when it is back
};

/** A step in two texts, where the engines do not say it alike. */
struct Dialects {
    std::string_view sqlite;
    std::string_view postgresql;
};

/** What is done once to a database's schema: any number of statements, the same for both engines or a text for each. */
class Step {
public:
    template <class Text>
        requires std::is_convertible_v<const Text&, std::string_view>
    Step(const Text& both) noexcept : texts_{both, both} {}
    Step(const Dialects& texts) noexcept : texts_{texts} {}

    [[nodiscard]] std::string_view text(Engine engine) const noexcept {
        return engine == Engine::sqlite ? texts_.sqlite : texts_.postgresql;
    }

private:
    Dialects texts_;
};

/** A database, open: SQLite's with write-ahead log and foreign keys on, or PostgreSQL's; a pool of sessions. Thread-safe.

    Said to it directly, each statement takes a session for itself and is its own transaction. A session that PostgreSQL has ended
    makes a new connection when it is next used.
*/
class Database final : public Connection {
public:
    /** @throws Error */
    explicit Database(DatabaseOptions options);
    Database(Database&&) noexcept;
    ~Database() override;

    /** Bring the schema up to date: those of `steps` that this database has not seen yet are run in order, all or none.
        To change the schema later, add a step; never change one that has run somewhere. Of several processes that start at once
        one runs them, and the others wait for it, for up to ten minutes. The table `serval_migrations` keeps how many were run.
        @throws Error, also when the database has seen more steps than there are.
    */
    void migrate(std::initializer_list<Step> steps);
    /** The same for a series of its own, counted for itself: a component's, which shall not meet the application's. */
    void migrate(std::string_view series, std::initializer_list<Step> steps);

    [[nodiscard]] Engine engine() const noexcept override;

private:
    friend class Transaction;
    struct State;

    Outcome run(std::string_view sql, const Parameters& parameters, Rows rows) override;

    std::unique_ptr<State> state_;
};

/** Give `app` a database: whoever asks for a `Database&` gets it; each request that asks for a `Transaction&` gets one of its
    own, which begins with its first statement, is committed before a good answer leaves, and rolled back otherwise: a reader for
    a safe method, GET or HEAD, and a writer for all others. `/readyz` asks whether it can be read. There are as many sessions as
    workers, unless the options say otherwise; what becomes of PostgreSQL is told to the app's log.
*/
Database& use_database(App& app, DatabaseOptions options);
Database& use_database(App& app, std::string path);

}  // namespace serval::sql
