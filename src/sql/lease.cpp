#include "sql/lease.hpp"

#include <serval/problem/http_error.hpp>

namespace serval::sql::detail {

Lease::Lease(soci::connection_pool& pool, std::chrono::milliseconds wait) : pool_{pool} {
    if (!pool_.try_lease(position_, static_cast<int>(wait.count()))) throw ServiceUnavailable{std::chrono::seconds{1}};
}

}  // namespace serval::sql::detail
