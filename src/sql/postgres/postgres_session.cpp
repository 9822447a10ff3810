#include "sql/postgres/postgres_session.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <utility>

#include <fmt/format.h>
#include <poll.h>

#include <serval/problem/http_error.hpp>
#include <serval/sql/errors.hpp>

#include "sql/migration.hpp"
#include "sql/open_sessions.hpp"
#include "sql/postgres/failure.hpp"
#include "sql/postgres/numbered_statement.hpp"
#include "sql/row_reader.hpp"
#include "sql/values_for.hpp"

namespace serval::sql::postgres {
namespace {

using namespace std::chrono_literals;

/** How long a server is waited for that should have ended a statement by itself. */
constexpr auto grace = 2s;

/** Values as texts without a type: as if quoted literals stood there, so that each becomes what it meets. */
class Bindings {
public:
    explicit Bindings(const std::vector<const Value*>& values) {
        texts_.reserve(values.size());
        for (const Value* const value : values) add(*value);
    }

    [[nodiscard]] const std::vector<const char*>& pointers() const noexcept { return pointers_; }

private:
    void add(const Value& value) {
        if (std::holds_alternative<std::monostate>(value)) return pointers_.push_back(nullptr);
        pointers_.push_back(texts_.emplace_back(to_text(value)).c_str());
    }

    static std::string to_text(const Value& value) {
        if (const auto* const integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
        if (const auto* const number = std::get_if<double>(&value)) return fmt::format("{}", *number);
        const std::string& text = std::get<std::string>(value);
        if (text.find('\0') != std::string::npos) throw ConstraintError{Constraint::check, {}};   // PostgreSQL has no place for it
        return text;
    }

    std::vector<std::string> texts_;   // never moved: room was made
    std::vector<const char*> pointers_;
};

std::vector<std::string> column_names(const PGresult* result) {
    std::vector<std::string> names;
    for (int i = 0; i < PQnfields(result); ++i) names.emplace_back(PQfname(result, i));
    return names;
}

double to_number(std::string_view text) {
    double number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) throw Error{"a value in a column for numbers is none"};
    return number;
}

/** A truth value as SQLite gives it. */
std::string_view as_stored(std::string_view text, Oid type) {
    constexpr Oid boolean = 16;
    if (type != boolean) return text;
    return text == "t" ? "1" : "0";
}

void put(detail::RowReader& reader, const PGresult* result, int row, int column) {
    const auto index = static_cast<std::size_t>(column);
    if (PQgetisnull(result, row, column) != 0) return reader.put_null(index);
    const std::string_view text{PQgetvalue(result, row, column), static_cast<std::size_t>(PQgetlength(result, row, column))};
    if (reader.takes_number(index)) reader.put(index, to_number(text));
    else reader.put(index, as_stored(text, PQftype(result, column)));
}

std::size_t read_rows(const PGresult* result, const detail::Rows& rows) {
    if (rows.type == nullptr || (rows.may_be_none && PQnfields(result) == 0)) return 0;
    detail::RowReader reader{*rows.type, rows.list, column_names(result)};
    for (int row = 0; row < PQntuples(result); ++row) {
        for (int column = 0; column < PQnfields(result); ++column) put(reader, result, row, column);
        reader.take();
    }
    return reader.count();
}

/** By an insert, update or delete; the count of a select is another. */
std::size_t changed_rows(PGresult* result) {
    if (std::string_view{PQcmdStatus(result)}.starts_with("SELECT")) return 0;
    const std::string_view text = PQcmdTuples(result);
    std::size_t count = 0;
    std::from_chars(text.data(), text.data() + text.size(), count);
    return count;
}

bool is_good(const PGresult* result) {
    const ExecStatusType status = PQresultStatus(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY;
}

bool is_copy(const PGresult* result) {
    const ExecStatusType status = PQresultStatus(result);
    return status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH;
}

void ignore_notice(void*, const char*) {}

std::string_view without_line_end(std::string_view text) {
    const auto end = text.find_last_not_of(" \n");
    return text.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

/** Milliseconds for PostgreSQL, where 0 means for ever. */
auto limit_for(std::chrono::milliseconds limit) { return std::max<std::chrono::milliseconds::rep>(limit.count(), 1); }

}  // namespace

void Free::operator()(PGconn* connection) const noexcept {
    PQsetnonblocking(connection, 1);   // a server that reads nothing is not waited for
    PQfinish(connection);
}

std::vector<std::unique_ptr<detail::Session>> open_sessions(const DatabaseOptions& options) {
    const auto outage = std::make_shared<Outage>(options.log);
    std::vector<std::unique_ptr<detail::Session>> sessions;
    for (std::size_t i = 0; i < options.sessions; ++i) sessions.push_back(std::make_unique<PostgresSession>(options, outage));
    return sessions;
}

PostgresSession::PostgresSession(const DatabaseOptions& options, std::shared_ptr<Outage> outage)
    : url_{options.path}, lock_wait_{options.lock_wait}, limit_{options.statement_limit}, outage_{std::move(outage)} {
    const std::string why = open();
    if (!why.empty()) throw Error{fmt::format("cannot open the database: {}", why)};
}

std::string PostgresSession::open() {
    // What stands before the URL it can say otherwise; what stands behind it holds.
    constexpr const char* end = nullptr;
    const std::array names{"connect_timeout", "keepalives_idle", "keepalives_interval", "keepalives_count", "application_name", "dbname",
                           "client_encoding", end};
    const std::array values{"5", "30", "10", "3", "serval", url_.c_str(), "UTF8", end};
    connection_.reset(PQconnectdbParams(names.data(), values.data(), 1));
    if (connection_ == nullptr) return "there is no memory for it";
    if (PQstatus(connection_.get()) != CONNECTION_OK) {
        const std::string why{without_line_end(PQerrorMessage(connection_.get()))};
        connection_.reset();
        return why;
    }
    PQsetNoticeProcessor(connection_.get(), ignore_notice, nullptr);
    PQsetnonblocking(connection_.get(), 1);
    const Result configured = ask_script(configuration());
    if (!is_good(configured.get())) return message_of(configured.get());
    return {};
}

/** Dates and times as the model's types read them, in UTC. */
std::string PostgresSession::configuration() const {
    return fmt::format("set datestyle = 'ISO'; set intervalstyle = 'iso_8601'; set timezone = 'UTC'; set lock_timeout = {}; set statement_timeout = {}",
                       limit_for(lock_wait_), limit_for(limit_));
}

bool PostgresSession::is_closed_by_server() {
    pollfd socket{PQsocket(connection_.get()), POLLIN, 0};
    while (::poll(&socket, 1, 0) > 0) {
        if (PQconsumeInput(connection_.get()) == 0 || PQstatus(connection_.get()) != CONNECTION_OK) return true;
    }
    return false;
}

void PostgresSession::ready() {
    if (connection_ != nullptr && (is_in_transaction_ || !is_closed_by_server())) return;
    if (is_in_transaction_) throw ServiceUnavailable{1s};   // its earlier statements are lost
    connection_.reset();
    const std::string why = open();
    if (!why.empty()) lose(why);
    outage_->ended();
}

void PostgresSession::lose(std::string_view why) {
    outage_->began(without_line_end(why));
    connection_.reset();
    throw ServiceUnavailable{1s};
}

void PostgresSession::await(Clock::time_point end) {
    const int unsent = PQflush(connection_.get());
    if (unsent < 0) lose(PQerrorMessage(connection_.get()));
    pollfd socket{PQsocket(connection_.get()), static_cast<short>(unsent > 0 ? POLLIN | POLLOUT : POLLIN), 0};
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
    const int wait = is_limited_ ? static_cast<int>(std::clamp<std::chrono::milliseconds::rep>(left.count(), 0, 3'600'000)) : -1;
    const int found = ::poll(&socket, 1, wait);
    if (found < 0 && errno == EINTR) return;
    if (found <= 0) lose("the server has not answered for too long");
    if ((socket.revents & ~POLLOUT) != 0 && PQconsumeInput(connection_.get()) == 0) lose(PQerrorMessage(connection_.get()));
}

/** The last result, or the first that is a failure. */
Result PostgresSession::answer() {
    const auto end = Clock::now() + limit_ + grace;
    Result last;
    while (true) {
        while (PQisBusy(connection_.get()) != 0) await(end);
        Result next{PQgetResult(connection_.get())};
        if (next == nullptr) return last;
        if (is_copy(next.get())) {
            connection_.reset();   // which would wait for the data
            throw Error{"COPY is not for statements"};
        }
        if (last == nullptr || is_good(last.get())) last = std::move(next);
    }
}

Result PostgresSession::ask(const std::string& sql, const std::vector<const char*>& values) {
    const int sent = PQsendQueryParams(connection_.get(), sql.c_str(), static_cast<int>(values.size()), nullptr, values.data(), nullptr,
                                       nullptr, 0);
    if (sent == 0) lose(PQerrorMessage(connection_.get()));
    return answer();
}

Result PostgresSession::ask_script(const std::string& statements) {
    if (PQsendQuery(connection_.get(), statements.c_str()) == 0) lose(PQerrorMessage(connection_.get()));
    return answer();
}

void PostgresSession::check(const Result& result, bool has_values) {
    if (result != nullptr && is_good(result.get())) return;
    const bool is_lost = result == nullptr || PQstatus(connection_.get()) != CONNECTION_OK || ends_session(result.get());
    if (is_lost) lose(result == nullptr ? std::string{"the server has sent nothing"} : message_of(result.get()));
    fail(result.get(), has_values);
}

detail::Outcome PostgresSession::run(std::string_view sql, const Parameters& parameters, const detail::Rows& rows) {
    try {
        const NumberedStatement statement = number_parameters(sql);
        const Bindings bindings{detail::values_for(statement.names, parameters)};
        ready();
        const Result result = ask(statement.sql, bindings.pointers());
        check(result, !statement.names.empty());
        return {read_rows(result.get(), rows), changed_rows(result.get()), std::nullopt};
    } catch (const Error& error) {
        throw Error{fmt::format("{}: {}", error.what(), sql)};
    }
}

void PostgresSession::script(std::string_view statements) {
    try {
        ready();
        check(ask_script(std::string{statements}), false);
    } catch (const Error& error) {
        throw Error{fmt::format("{}: {}", error.what(), statements)};
    }
}

void PostgresSession::begin_by(const std::string& statements) {
    try {
        script(statements);
    } catch (...) {
        roll_back();
        throw;
    }
    is_in_transaction_ = true;
}

void PostgresSession::begin(Access access) {
    switch (access) {
        case Access::read: return begin_by("begin isolation level repeatable read read only");
        case Access::write: return begin_by("begin");
        case Access::serializable: return begin_by("begin isolation level serializable");
    }
}

void PostgresSession::begin_migration() {
    constexpr std::int64_t key = 0x73657276616c;   // "serval"
    is_limited_ = false;
    begin_by(fmt::format("begin; set local statement_timeout = 0; set local lock_timeout = {}; select pg_advisory_xact_lock({});"
                         "set local lock_timeout = {}",
                         std::chrono::milliseconds{detail::migration_wait}.count(), key, limit_for(lock_wait_)));
}

void PostgresSession::commit() {
    // PostgreSQL would take the commit of a transaction that has failed for a roll-back, and say nothing.
    if (connection_ != nullptr && PQtransactionStatus(connection_.get()) == PQTRANS_INERROR) {
        throw Error{"a statement of the transaction has failed, so that it cannot be committed"};
    }
    script("commit");
    is_in_transaction_ = false;
    is_limited_ = true;
}

void PostgresSession::roll_back() noexcept {
    is_in_transaction_ = false;
    is_limited_ = true;
    if (connection_ == nullptr || PQtransactionStatus(connection_.get()) == PQTRANS_IDLE) return;
    try {
        if (!is_good(ask_script("rollback").get())) connection_.reset();
    } catch (...) {
        connection_.reset();   // and with it what was not committed
    }
}

}  // namespace serval::sql::postgres
