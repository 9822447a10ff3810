#pragma once

#include <string_view>

#include <serval/sql/connection.hpp>
#include <serval/sql/transaction.hpp>

namespace serval::sql::detail {

/** A connection to a database, as its engine makes it: the only place that differs between engines. For one thread at a time.

    All of it throws as Connection does.
*/
class Session {
public:
    Session() = default;
    virtual ~Session() = default;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    [[nodiscard]] virtual Engine engine() const noexcept = 0;

    /** Run one statement. */
    virtual Outcome run(std::string_view sql, const Parameters& parameters, const Rows& rows) = 0;
    /** Run any number of statements that take no values and give no rows. */
    virtual void script(std::string_view statements) = 0;

    virtual void begin(Access access) = 0;
    /** Begin to change the schema, once all others have ended that: no limits of time hold until its end. */
    virtual void begin_migration() = 0;
    virtual void commit() = 0;
    virtual void roll_back() noexcept = 0;
};

}  // namespace serval::sql::detail
