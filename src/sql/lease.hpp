#pragma once

#include <chrono>
#include <cstddef>

#include <soci/soci.h>

namespace serval::sql::detail {

/** A session of a pool, until it goes. */
class Lease {
public:
    /** @throws ServiceUnavailable when none becomes free within `wait`. */
    Lease(soci::connection_pool& pool, std::chrono::milliseconds wait);
    ~Lease() { pool_.give_back(position_); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

    [[nodiscard]] soci::session& session() noexcept { return pool_.at(position_); }

private:
    soci::connection_pool& pool_;
    std::size_t position_ = 0;
};

}  // namespace serval::sql::detail
