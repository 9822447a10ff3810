// In the place of everything else here, where Serval is built without PostgreSQL.
#include <serval/sql/errors.hpp>

#include "sql/open_sessions.hpp"

namespace serval::sql::postgres {

std::vector<std::unique_ptr<detail::Session>> open_sessions(const DatabaseOptions&) {
    throw Error{"this program's Serval was built without PostgreSQL: install libpq-dev, and configure Serval with -DSERVAL_POSTGRES=ON"};
}

}  // namespace serval::sql::postgres
