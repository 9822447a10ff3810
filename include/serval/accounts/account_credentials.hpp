#pragma once

#include <string>

#include <serval/model/model.hpp>

namespace serval {

/** What a client logs in by. */
struct AccountCredentials {
    std::string username;
    std::string password;

    static void describe(Fields<AccountCredentials>& f);
};

}  // namespace serval
