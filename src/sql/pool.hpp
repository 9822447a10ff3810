#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "sql/session.hpp"

namespace serval::sql::detail {

/** The sessions of a database. Thread-safe. */
class Pool {
public:
    explicit Pool(std::vector<std::unique_ptr<Session>> sessions);

    /** A free session, the one that was used last. @throws ServiceUnavailable when none becomes free within `wait`. */
    [[nodiscard]] Session& take(std::chrono::milliseconds wait);
    void give_back(Session& session) noexcept;

    [[nodiscard]] Engine engine() const noexcept { return sessions_.front()->engine(); }

private:
    std::vector<std::unique_ptr<Session>> sessions_;
    std::vector<Session*> free_;
    std::mutex mutex_;
    std::condition_variable one_is_free_;
};

/** A session of a pool, until it goes. */
class Lease {
public:
    Lease(Pool& pool, std::chrono::milliseconds wait) : pool_{pool}, session_{pool.take(wait)} {}
    ~Lease() { pool_.give_back(session_); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    [[nodiscard]] Session& session() noexcept { return session_; }

private:
    Pool& pool_;
    Session& session_;
};

}  // namespace serval::sql::detail
