#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <libpq-fe.h>

#include <serval/sql/database.hpp>

#include "sql/postgres/outage.hpp"
#include "sql/session.hpp"

namespace serval::sql::postgres {

struct Free {
    void operator()(PGconn* connection) const noexcept;
    void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using ConnectionHandle = std::unique_ptr<PGconn, Free>;
using Result = std::unique_ptr<PGresult, Free>;

/** One connection to a PostgreSQL server; once it is lost, what runs fails, and what begins afterwards makes it anew.

    libpq is asked without blocking, so that a server which does not answer is given up: some seconds after it should have ended
    a statement by itself.
*/
class PostgresSession final : public detail::Session {
public:
    /** @throws Error when it cannot be opened. */
    PostgresSession(const DatabaseOptions& options, std::shared_ptr<Outage> outage);

    [[nodiscard]] Engine engine() const noexcept override { return Engine::postgresql; }
    detail::Outcome run(std::string_view sql, const Parameters& parameters, const detail::Rows& rows) override;
    void script(std::string_view statements) override;
    void begin(Access access) override;
    void begin_migration() override;
    void commit() override;
    void roll_back() noexcept override;

private:
    using Clock = std::chrono::steady_clock;

    /** Connect. Returns why that is not possible, or nothing. */
    [[nodiscard]] std::string open();
    [[nodiscard]] std::string configuration() const;
    /** Make sure of a connection, where none has to hold a transaction. */
    void ready();
    [[nodiscard]] bool is_closed_by_server();
    [[noreturn]] void lose(std::string_view why);

    [[nodiscard]] Result ask(const std::string& sql, const std::vector<const char*>& values);
    [[nodiscard]] Result ask_script(const std::string& statements);
    void check(const Result& result, bool has_values);
    [[nodiscard]] Result answer();
    /** Wait until the connection can be read. */
    void await(Clock::time_point end);
    void begin_by(const std::string& statements);

    std::string url_;
    std::chrono::milliseconds lock_wait_;
    std::chrono::milliseconds limit_;
    std::shared_ptr<Outage> outage_;
    ConnectionHandle connection_;
    bool is_in_transaction_ = false;
    bool is_limited_ = true;
};

}  // namespace serval::sql::postgres
