#include <serval/accounts/account.hpp>

#include <serval/model/model.hpp>

namespace serval {

void Account::describe(Fields<Account>& f) { f.on<&Account::password>().hidden(); }

}  // namespace serval
