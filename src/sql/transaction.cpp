#include <serval/sql/transaction.hpp>

#include "sql/database_state.hpp"
#include "sql/lease.hpp"
#include "sql/sqlite.hpp"
#include "sql/statement.hpp"

namespace serval::sql {

Transaction::Transaction(Database& database, Access access) noexcept : database_{database}, access_{access} {}

Transaction::~Transaction() { roll_back(); }

detail::Lease& Transaction::begun() {
    if (lease_ == nullptr) {
        auto lease = std::make_unique<detail::Lease>(database_.state_->pool, database_.state_->options.session_wait);
        sqlite::run_script(lease->session(), access_ == Access::read ? "begin" : "begin immediate");
        lease_ = std::move(lease);
    }
    return *lease_;
}

Connection::Outcome Transaction::run(std::string_view sql, const Parameters& parameters, Rows rows) {
    soci::session& session = begun().session();
    const std::size_t count = detail::run_statement(session, sql, parameters, rows.type, rows.list);
    return {count, sqlite::changed_rows(session), sqlite::last_insert_id(session)};
}

void Transaction::script(std::string_view statements) { sqlite::run_script(begun().session(), std::string{statements}); }

void Transaction::commit() {
    if (lease_ == nullptr) return;
    sqlite::run_script(lease_->session(), "commit");
    lease_.reset();
}

void Transaction::roll_back() noexcept {
    if (lease_ == nullptr) return;
    try {
        sqlite::run_script(lease_->session(), "rollback");
    } catch (...) {
        // SQLite has rolled back already, as after a full disk: there is nothing left to end.
    }
    lease_.reset();
}

}  // namespace serval::sql
