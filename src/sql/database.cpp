#include <serval/sql/database.hpp>

#include <span>
#include <utility>

#include <fmt/format.h>

#include <serval/http/request.hpp>
#include <serval/server/app.hpp>
#include <serval/sql/errors.hpp>
#include <serval/sql/transaction.hpp>

#include "server/app_core.hpp"
#include "sql/database_state.hpp"
#include "sql/lease.hpp"
#include "sql/sqlite.hpp"
#include "sql/statement.hpp"

namespace serval::sql {
namespace {

/** Each session would have a ":memory:" of its own. */
DatabaseOptions sound(DatabaseOptions options) {
    if (options.path == ":memory:") options.sessions = 1;
    if (options.path.empty() || options.sessions == 0) throw Error{"a database needs a path and at least one session"};
    return options;
}

/** The one that holds: a test may have brought its own. */
Database& present_database(const Services& services) { return *static_cast<Database*>(services.find(ServiceKey::of<Database>())); }

}  // namespace

Database::State::State(DatabaseOptions options_) : options{sound(std::move(options_))}, pool{options.sessions} {
    for (std::size_t i = 0; i < options.sessions; ++i) sqlite::open(pool.at(i), options.path, options.lock_wait);
}

Database::Database(DatabaseOptions options) : state_{std::make_unique<State>(std::move(options))} {}
Database::Database(Database&&) noexcept = default;
Database::~Database() = default;

Connection::Outcome Database::run(std::string_view sql, const Parameters& parameters, Rows rows) {
    detail::Lease lease{state_->pool, state_->options.session_wait};
    const std::size_t count = detail::run_statement(lease.session(), sql, parameters, rows.type, rows.list);
    return {count, sqlite::changed_rows(lease.session()), sqlite::last_insert_id(lease.session())};
}

void Database::migrate(std::initializer_list<std::string_view> steps) {
    Transaction transaction{*this};
    const auto seen = transaction.query_one<std::size_t>("pragma user_version").value();
    if (seen > steps.size()) {
        throw Error{fmt::format("the database has seen {} steps, and this program knows {}", seen, steps.size())};
    }
    for (const std::string_view step : std::span{steps.begin() + seen, steps.end()}) transaction.script(step);
    transaction.script(fmt::format("pragma user_version = {}", steps.size()));
    transaction.commit();
}

Database& use_database(App& app, std::string path) {
    Database& database = app.own(Database{{.path = std::move(path), .sessions = app.settings().workers}});
    app.provide_per_request<Transaction>([](Database& of, Request& request) {
        return Transaction{of, request.method().is_safe() ? Access::read : Access::write};
    });
    Services& services = app.core().registry.services();
    app.ready_when("database", [&services] { return present_database(services).query_one<int>("select 1").has_value(); });
    return database;
}

}  // namespace serval::sql
