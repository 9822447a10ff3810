#include <serval/sql/database.hpp>

#include <algorithm>
#include <span>
#include <utility>

#include <serval/http/request.hpp>
#include <serval/server/app.hpp>
#include <serval/sql/errors.hpp>
#include <serval/sql/transaction.hpp>

#include "server/app_core.hpp"
#include "sql/database_state.hpp"
#include "sql/migration.hpp"
#include "sql/open_sessions.hpp"

namespace serval::sql {
namespace {

DatabaseOptions sound(DatabaseOptions options) {
    if (options.path.empty()) throw Error{"a database needs a path, or a URL"};
    if (options.path == ":memory:") options.sessions = 1;   // each would have one of its own
    options.sessions = std::max<std::size_t>(options.sessions, 1);
    return options;
}

/** The one that holds: a test may have brought its own. */
Database& present_database(const Services& services) { return *static_cast<Database*>(services.find(ServiceKey::of<Database>())); }

}  // namespace

Database::State::State(DatabaseOptions options_) : options{sound(std::move(options_))}, pool{detail::open_sessions(options)} {}

Database::Database(DatabaseOptions options) : state_{std::make_unique<State>(std::move(options))} {}
Database::Database(Database&&) noexcept = default;
Database::~Database() = default;

Connection::Outcome Database::run(std::string_view sql, const Parameters& parameters, Rows rows) {
    detail::Lease lease{state_->pool, state_->options.session_wait};
    return lease.session().run(sql, parameters, rows);
}

void Database::migrate(std::initializer_list<Step> steps) { migrate("", steps); }

void Database::migrate(std::string_view series, std::initializer_list<Step> steps) {
    detail::Lease lease{state_->pool, state_->options.session_wait};
    detail::migrate(lease.session(), series, std::span{steps.begin(), steps.size()});
}

Engine Database::engine() const noexcept { return state_->pool.engine(); }

Database& use_database(App& app, DatabaseOptions options) {
    if (options.sessions == 0) options.sessions = app.settings().workers;
    if (!options.log.enabled(LogLevel::error)) options.log = app.log();
    Database& database = app.own(Database{std::move(options)});
    app.provide_per_request<Transaction>([](Database& of, Request& request) {
        return Transaction{of, request.method().is_safe() ? Access::read : Access::write};
    });
    Services& services = app.core().registry.services();
    app.ready_when("database", [&services] { return present_database(services).query_one<int>("select 1").has_value(); });
    return database;
}

Database& use_database(App& app, std::string path) { return use_database(app, DatabaseOptions{.path = std::move(path)}); }

}  // namespace serval::sql
