#pragma once

#include <chrono>

#include <soci/soci.h>

#include <serval/sql/database.hpp>

#include "sql/session.hpp"

namespace serval::sql::sqlite {

/** One connection to an SQLite file. */
class SqliteSession final : public detail::Session {
public:
    /** @throws Error */
    explicit SqliteSession(const DatabaseOptions& options);

    [[nodiscard]] Engine engine() const noexcept override { return Engine::sqlite; }
    detail::Outcome run(std::string_view sql, const Parameters& parameters, const detail::Rows& rows) override;
    void script(std::string_view statements) override;
    void begin(Access access) override;
    void begin_migration() override;
    void commit() override;
    void roll_back() noexcept override;

private:
    using Clock = std::chrono::steady_clock;

    /** What the statement that runs is asked by SQLite now and then. */
    static int is_late(void* self);
    void start_watch() { deadline_ = is_limited_ ? Clock::now() + limit_ : Clock::time_point::max(); }
    void wait_for_locks(std::chrono::milliseconds wait);

    soci::session session_;
    std::chrono::milliseconds lock_wait_;
    std::chrono::milliseconds limit_;
    Clock::time_point deadline_ = Clock::time_point::max();
    bool is_limited_ = true;
};

}  // namespace serval::sql::sqlite
