#include <serval/accounts/account_credentials.hpp>

#include "accounts/password_field.hpp"

namespace serval {

void AccountCredentials::describe(Fields<AccountCredentials>& f) {
    f.on<&AccountCredentials::username>().max_length(1024).help("The account's name.");
    describe_password<&AccountCredentials::password>(f, "The account's password.");
}

}  // namespace serval
