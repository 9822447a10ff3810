#include <serval/accounts/memory_account_store.hpp>

#include "unit/accounts/account_stores.hpp"

namespace serval::test {

std::shared_ptr<AccountStore> make_account_store() { return std::make_shared<MemoryAccountStore>(); }

}  // namespace serval::test
