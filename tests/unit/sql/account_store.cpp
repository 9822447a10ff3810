#include "unit/accounts/account_stores.hpp"

#include <serval/sql.hpp>

#include "unit/sql/tested_database.hpp"

namespace serval::test {
namespace {

/** A table of accounts in a database of its own. */
struct Place {
    TestedDatabase tested;
    sql::Database database{{.path = tested.path(), .sessions = 4, .lock_wait = std::chrono::seconds{60}}};
    sql::AccountTable table{database};
};

}  // namespace

std::shared_ptr<AccountStore> make_account_store() {
    const auto place = std::make_shared<Place>();
    return {place, &place->table};
}

}  // namespace serval::test
