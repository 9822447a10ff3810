#pragma once

#include <memory>

#include <serval/accounts/account_store.hpp>

namespace serval::test {

/** An empty store, of the kind that the test program is about: each kind is held to the same behaviour. */
[[nodiscard]] std::shared_ptr<AccountStore> make_account_store();

}  // namespace serval::test
