#include <serval/sql/transaction.hpp>

#include "sql/database_state.hpp"
#include "sql/pool.hpp"

namespace serval::sql {

Transaction::Transaction(Database& database, Access access) noexcept : database_{database}, access_{access} {}

Transaction::~Transaction() { roll_back(); }

detail::Lease& Transaction::begun() {
    if (lease_ == nullptr) {
        auto lease = std::make_unique<detail::Lease>(database_.state_->pool, database_.state_->options.session_wait);
        lease->session().begin(access_);
        lease_ = std::move(lease);
    }
    return *lease_;
}

Connection::Outcome Transaction::run(std::string_view sql, const Parameters& parameters, Rows rows) {
    return begun().session().run(sql, parameters, rows);
}

void Transaction::script(std::string_view statements) { begun().session().script(statements); }

void Transaction::commit() {
    if (lease_ == nullptr) return;
    lease_->session().commit();
    lease_.reset();
}

void Transaction::roll_back() noexcept {
    if (lease_ == nullptr) return;
    lease_->session().roll_back();
    lease_.reset();
}

Engine Transaction::engine() const noexcept { return database_.engine(); }

}  // namespace serval::sql
