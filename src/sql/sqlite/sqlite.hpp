#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <soci/soci.h>

// What is SQLite's own: what SOCI does not tell of it, or tells wrongly.

namespace serval::sql::sqlite {

/** Open the file at `path`. @throws Error */
void open(soci::session& session, const std::string& path);

/** Have `is_late(of)` asked now and then while a statement runs; one that is late is interrupted. */
void ask_while_busy(soci::session& session, int (*is_late)(void*), void* of);

/** Run any number of statements without parameters. @throws as fail() */
void run_script(soci::session& session, const std::string& sql);

/** The parameters of a prepared statement. @throws Error for one without a name. */
[[nodiscard]] std::vector<std::string> parameter_names(soci::statement& statement);
[[nodiscard]] std::vector<std::string> column_names(soci::statement& statement);
/** What stands behind a prepared statement in its text; SQLite would never run it. */
[[nodiscard]] std::string_view rest_behind(soci::statement& statement, std::string_view sql);

/** By a statement that has run: none when it was no insert, update or delete. */
[[nodiscard]] std::size_t changed_rows(soci::statement& statement);
[[nodiscard]] std::int64_t last_insert_id(soci::session& session);

/** Throw what the session's last failure is to us: ConstraintError, Error, ServiceUnavailable when it stays locked,
    TimedOut when it was interrupted, or InsufficientStorage when there is no room. */
[[noreturn]] void fail(soci::session& session, std::string_view sql);

}  // namespace serval::sql::sqlite
