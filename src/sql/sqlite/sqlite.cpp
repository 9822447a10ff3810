#include "sql/sqlite/sqlite.hpp"

#include <optional>

#include <fmt/format.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <serval/problem/http_error.hpp>
#include <serval/sql/errors.hpp>
#include <serval/tasks/with_timeout.hpp>

namespace serval::sql::sqlite {
namespace {

sqlite_api::sqlite3* native(soci::session& session) {
    return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
}

sqlite_api::sqlite3_stmt* native(soci::statement& statement) {
    return static_cast<soci::sqlite3_statement_backend*>(statement.get_backend())->stmt_;
}

std::optional<Constraint> constraint_of(int extended_code) {
    switch (extended_code) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID: return Constraint::unique;
        case SQLITE_CONSTRAINT_FOREIGNKEY: return Constraint::foreign_key;
        case SQLITE_CONSTRAINT_NOTNULL: return Constraint::not_null;
        case SQLITE_CONSTRAINT_CHECK:
        case SQLITE_CONSTRAINT_TRIGGER: return Constraint::check;
        default: return std::nullopt;
    }
}

/** "books.isbn" of "UNIQUE constraint failed: books.isbn". */
std::string subject_of(std::string_view message) {
    const auto colon = message.find(": ");
    return colon == std::string_view::npos ? std::string{} : std::string{message.substr(colon + 2)};
}

/** SOCI reads its connection strings with blanks between options and quotes around values that hold them. */
std::string connection_string(const std::string& path) {
    if (path.find('"') != std::string::npos) throw Error{"a database's path cannot hold quotes: " + path};
    return "db=\"" + path + "\"";
}

}  // namespace

void open(soci::session& session, const std::string& path) {
    try {
        session.open(soci::sqlite3, connection_string(path));
    } catch (const soci::soci_error& error) {
        throw Error{fmt::format("cannot open the database {}: {}", path, error.what())};
    }
}

void ask_while_busy(soci::session& session, int (*is_late)(void*), void* of) {
    constexpr int instructions = 10'000;   // of SQLite's machine, some tenths of a millisecond
    sqlite_api::sqlite3_progress_handler(native(session), instructions, is_late, of);
}

void run_script(soci::session& session, const std::string& sql) {
    if (sqlite_api::sqlite3_exec(native(session), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(session, sql);
}

std::vector<std::string> parameter_names(soci::statement& statement) {
    std::vector<std::string> names;
    const int count = sqlite_api::sqlite3_bind_parameter_count(native(statement));
    for (int i = 1; i <= count; ++i) {
        const char* const name = sqlite_api::sqlite3_bind_parameter_name(native(statement), i);
        if (name == nullptr || *name != ':') throw Error{"a statement's values stand in it as :name"};
        names.emplace_back(name + 1);
    }
    return names;
}

std::vector<std::string> column_names(soci::statement& statement) {
    std::vector<std::string> names;
    const int count = sqlite_api::sqlite3_column_count(native(statement));
    for (int i = 0; i < count; ++i) names.emplace_back(sqlite_api::sqlite3_column_name(native(statement), i));
    return names;
}

std::string_view rest_behind(soci::statement& statement, std::string_view sql) {
    const char* const text = native(statement) != nullptr ? sqlite_api::sqlite3_sql(native(statement)) : "";
    const std::string_view rest = sql.substr(std::string_view{text}.size());
    const auto begin = rest.find_first_not_of(" \t\r\n;");
    return begin == std::string_view::npos ? std::string_view{} : rest.substr(begin);
}

std::size_t changed_rows(soci::statement& statement) {
    if (native(statement) == nullptr || sqlite_api::sqlite3_stmt_readonly(native(statement)) != 0) return 0;
    return static_cast<std::size_t>(sqlite_api::sqlite3_changes(sqlite_api::sqlite3_db_handle(native(statement))));
}

std::int64_t last_insert_id(soci::session& session) { return sqlite_api::sqlite3_last_insert_rowid(native(session)); }

void fail(soci::session& session, std::string_view sql) {
    const int code = sqlite_api::sqlite3_extended_errcode(native(session));
    const std::string message = sqlite_api::sqlite3_errmsg(native(session));
    if (const auto constraint = constraint_of(code)) throw ConstraintError{*constraint, subject_of(message)};
    const int primary = code & 0xff;
    if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED) throw ServiceUnavailable{std::chrono::seconds{1}};
    if (primary == SQLITE_INTERRUPT) throw TimedOut{};
    if (primary == SQLITE_FULL) throw InsufficientStorage{};
    throw Error{fmt::format("{}: {}", message, sql)};
}

}  // namespace serval::sql::sqlite
