#pragma once

#include <soci/soci.h>

#include <serval/sql/database.hpp>

namespace serval::sql {

struct Database::State {
    explicit State(DatabaseOptions options_);

    DatabaseOptions options;
    soci::connection_pool pool;
};

}  // namespace serval::sql
