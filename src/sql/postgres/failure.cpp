#include "sql/postgres/failure.hpp"

#include <algorithm>
#include <initializer_list>
#include <optional>

#include <fmt/format.h>

#include <serval/problem/http_error.hpp>
#include <serval/sql/errors.hpp>
#include <serval/tasks/with_timeout.hpp>

namespace serval::sql::postgres {
namespace {

std::string_view field(const PGresult* failed, int code) {
    const char* const text = PQresultErrorField(failed, code);
    return text == nullptr ? std::string_view{} : std::string_view{text};
}

/** PostgreSQL's documentation, appendix A. */
std::string_view state_of(const PGresult* failed) { return field(failed, PG_DIAG_SQLSTATE); }

bool is_one_of(std::string_view state, std::initializer_list<std::string_view> states) {
    return std::find(states.begin(), states.end(), state) != states.end();
}

std::optional<Constraint> constraint_of(std::string_view state) {
    if (is_one_of(state, {"23505", "23P01"})) return Constraint::unique;         // unique_violation, exclusion_violation
    if (is_one_of(state, {"23503", "23001"})) return Constraint::foreign_key;    // foreign_key_violation, restrict_violation
    if (state == "23502") return Constraint::not_null;                           // not_null_violation
    if (is_one_of(state, {"23514", "44000", "P0001"})) return Constraint::check;   // check_violation, of a view, by a trigger
    return std::nullopt;
}

/** A value that its column's type cannot hold: too long, too great, no date, no UUID, or a text that is no UTF-8. */
bool is_misfit(std::string_view state) {
    return is_one_of(state, {"22001", "22003", "22007", "22008", "22009", "22021", "22P02", "22P03", "22P05", "22030", "22032"});
}

/** Another was in the way, or too many were: serialization_failure, deadlock_detected, lock_not_available and their like. */
bool is_passing(std::string_view state) {
    return is_one_of(state, {"40001", "40P01", "55P03", "55006", "53000", "53200", "53300", "53400", "57P03", "57P05", "25P03", "40003"});
}

/** "books.author, books.title", as SQLite says it, of "Key (author, title)=(1, Emma) already exists."; nothing for an expression. */
std::string columns_of(std::string_view table, std::string_view detail) {
    const auto begin = detail.find('(');
    const auto end = detail.find(")=(");
    if (begin == std::string_view::npos || end == std::string_view::npos) return {};
    std::string columns = fmt::format("{}.{}", table, detail.substr(begin + 1, end - begin - 1));
    if (columns.find_first_of("()':\"") != std::string::npos) return {};
    for (auto comma = columns.find(", "); comma != std::string::npos; comma = columns.find(", ", comma + 2)) {
        columns.insert(comma + 2, fmt::format("{}.", table));
    }
    return columns;
}

/** As SQLite says it, as far as PostgreSQL tells. */
std::string subject_of(const PGresult* failed) {
    const std::string_view table = field(failed, PG_DIAG_TABLE_NAME);
    const std::string_view column = field(failed, PG_DIAG_COLUMN_NAME);
    const std::string_view constraint = field(failed, PG_DIAG_CONSTRAINT_NAME);
    if (!column.empty()) return fmt::format("{}.{}", table, column);
    if (state_of(failed) != "23505") return std::string{constraint};
    std::string columns = columns_of(table, field(failed, PG_DIAG_MESSAGE_DETAIL));
    return columns.empty() ? fmt::format("index '{}'", constraint) : columns;
}

/** Messages about data may quote it, which is nothing for a log. */
std::string error_of(const PGresult* failed) {
    const std::string_view state = state_of(failed);
    if (state.starts_with("22") && state != "22012") return fmt::format("a value is not what it should be (SQLSTATE {})", state);
    if (state == "42P18") return message_of(failed) + ": where a value meets nothing that has a type, say which: cast(:name as text)";
    if (state == "25P02") return "an earlier statement of the transaction has failed, which ends it";
    return message_of(failed);
}

}  // namespace

bool ends_session(const PGresult* failed) noexcept {
    const std::string_view state = state_of(failed);
    return state.empty() || state.starts_with("08") || is_one_of(state, {"57P01", "57P02", "57P04", "57P05", "25P03"});
}

std::string message_of(const PGresult* failed) {
    std::string_view message = field(failed, PG_DIAG_MESSAGE_PRIMARY);
    if (message.empty()) message = PQresultErrorMessage(failed);
    const auto end = message.find_last_not_of(" \n");
    return std::string{message.substr(0, end == std::string_view::npos ? 0 : end + 1)};
}

void fail(const PGresult* failed, bool has_values) {
    const std::string_view state = state_of(failed);
    if (const auto constraint = constraint_of(state)) throw ConstraintError{*constraint, subject_of(failed)};
    if (has_values && is_misfit(state)) throw ConstraintError{Constraint::check, subject_of(failed)};
    if (state == "53100") throw InsufficientStorage{};   // disk_full
    if (state == "57014") throw TimedOut{};              // query_canceled, by statement_timeout
    if (is_passing(state)) throw ServiceUnavailable{std::chrono::seconds{1}};
    throw Error{error_of(failed)};
}

}  // namespace serval::sql::postgres
