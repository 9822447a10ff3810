#include "sql/sqlite/sqlite_session.hpp"

#include <algorithm>
#include <deque>
#include <string>
#include <vector>

#include <fmt/format.h>

#include <serval/sql/errors.hpp>

#include "sql/migration.hpp"
#include "sql/row_reader.hpp"
#include "sql/sqlite/sqlite.hpp"
#include "sql/values_for.hpp"

namespace serval::sql::sqlite {
namespace {

/** Values where SOCI finds them until the statement has run. */
class Bindings {
public:
    void bind(soci::statement& statement, const Value& value) {
        Bound& bound = bound_.emplace_back();
        if (const auto* const integer = std::get_if<std::int64_t>(&value)) {
            bound.integer = *integer;
            statement.exchange(soci::use(bound.integer, bound.indicator));
        } else if (const auto* const number = std::get_if<double>(&value)) {
            bound.number = *number;
            statement.exchange(soci::use(bound.number, bound.indicator));
        } else {
            if (const auto* const text = std::get_if<std::string>(&value)) bound.text = *text;
            else bound.indicator = soci::i_null;
            statement.exchange(soci::use(bound.text, bound.indicator));
        }
    }

private:
    struct Bound {
        long long integer = 0;
        double number = 0;
        std::string text{};
        soci::indicator indicator = soci::i_ok;
    };

    std::deque<Bound> bound_;
};

/** The rows go to buffers that SOCI keeps pointers to. */
class Fetch {
public:
    Fetch(soci::statement& statement, const detail::Rows& rows, const std::vector<std::string>& columns)
        : statement_{statement}, reader_{*rows.type, rows.list, columns}, cells_(columns.size()) {
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            if (reader_.takes_number(i)) statement_.exchange(soci::into(cells_[i].number, cells_[i].indicator));
            else statement_.exchange(soci::into(cells_[i].text, cells_[i].indicator));
        }
    }

    std::size_t all() {
        statement_.define_and_bind();
        statement_.execute();
        while (statement_.fetch()) take();
        return reader_.count();
    }

private:
    struct Cell {
        soci::indicator indicator = soci::i_null;
        double number = 0;
        std::string text{};   // SQLite's own conversions lose no digit of an integer
    };

    void take() {
        for (std::size_t i = 0; i < cells_.size(); ++i) {
            if (cells_[i].indicator == soci::i_null) reader_.put_null(i);
            else if (reader_.takes_number(i)) reader_.put(i, cells_[i].number);
            else reader_.put(i, cells_[i].text);
        }
        reader_.take();
    }

    soci::statement& statement_;
    detail::RowReader reader_;
    std::vector<Cell> cells_;
};

detail::Outcome run_prepared(soci::statement& statement, const Parameters& parameters, const detail::Rows& rows) {
    Bindings bindings;
    for (const Value* const value : detail::values_for(parameter_names(statement), parameters)) bindings.bind(statement, *value);
    detail::Outcome outcome;
    const std::vector<std::string> columns = column_names(statement);
    if (rows.type != nullptr && !(columns.empty() && rows.may_be_none)) {
        outcome.rows = Fetch{statement, rows, columns}.all();
    } else {
        statement.define_and_bind();
        statement.execute(true);
    }
    outcome.affected = changed_rows(statement);
    return outcome;
}

}  // namespace

SqliteSession::SqliteSession(const DatabaseOptions& options) : lock_wait_{options.lock_wait}, limit_{options.statement_limit} {
    open(session_, options.path);
    wait_for_locks(detail::migration_wait);   // another that starts makes the file, or changes its schema
    script("pragma journal_mode = wal; pragma synchronous = normal; pragma foreign_keys = on");
    wait_for_locks(lock_wait_);
    ask_while_busy(session_, &is_late, this);
}

detail::Outcome SqliteSession::run(std::string_view sql, const Parameters& parameters, const detail::Rows& rows) {
    start_watch();
    soci::statement statement{session_};
    try {
        statement.alloc();
        statement.prepare(std::string{sql});
        if (!rest_behind(statement, sql).empty()) throw Error{"there is more than one statement"};
        detail::Outcome outcome = run_prepared(statement, parameters, rows);
        outcome.last_id = last_insert_id(session_);
        return outcome;
    } catch (const soci::soci_error&) {
        fail(session_, sql);
    } catch (const Error& error) {
        throw Error{fmt::format("{}: {}", error.what(), sql)};
    }
}

void SqliteSession::script(std::string_view statements) {
    start_watch();
    run_script(session_, std::string{statements});
}

void SqliteSession::begin(Access access) { script(access == Access::read ? "begin" : "begin immediate"); }

void SqliteSession::begin_migration() {
    wait_for_locks(detail::migration_wait);
    try {
        script("begin immediate");
    } catch (...) {
        wait_for_locks(lock_wait_);
        throw;
    }
    wait_for_locks(lock_wait_);
    is_limited_ = false;
}

void SqliteSession::commit() {
    script("commit");
    is_limited_ = true;
}

void SqliteSession::roll_back() noexcept {
    is_limited_ = true;
    try {
        script("rollback");
    } catch (...) {
        // SQLite has rolled back already, as after a full disk: there is nothing left to end.
    }
}

int SqliteSession::is_late(void* self) { return Clock::now() > static_cast<SqliteSession*>(self)->deadline_ ? 1 : 0; }

void SqliteSession::wait_for_locks(std::chrono::milliseconds wait) { script(fmt::format("pragma busy_timeout = {}", wait.count())); }

}  // namespace serval::sql::sqlite
