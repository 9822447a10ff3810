#pragma once

#include <serval/sql/database.hpp>

#include "sql/pool.hpp"

namespace serval::sql {

struct Database::State {
    explicit State(DatabaseOptions options_);

    DatabaseOptions options;
    detail::Pool pool;
};

}  // namespace serval::sql
