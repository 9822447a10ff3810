#pragma once

#include <string>

#include <libpq-fe.h>

namespace serval::sql::postgres {

/** Whether a failure means that the server has ended the session, or is about to. */
[[nodiscard]] bool ends_session(const PGresult* failed) noexcept;

/** What PostgreSQL says of a failure, in one line. */
[[nodiscard]] std::string message_of(const PGresult* failed);

/** Throw what a failure is to us: ConstraintError, Error, ServiceUnavailable when another was in the way, TimedOut, or
    InsufficientStorage when there is no room. An Error does not name the statement.
    @param has_values  Whether the statement had any: one that does not fit is the request's fault.
*/
[[noreturn]] void fail(const PGresult* failed, bool has_values);

}  // namespace serval::sql::postgres
