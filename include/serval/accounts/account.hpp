#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace serval {

template <class T>
class Fields;

/** Somebody who can log in, as an `AccountStore` keeps them. Shown as a model, it has no password. */
struct Account {
    std::string id{};         // made by the store, and never another's
    std::string name{};       // to log in with; unique
    std::string email{};      // where a new password is asked for; unique, but for the empty one: none
    std::string password{};   // what `hash_password` made; empty: there is none to log in with
    std::vector<std::string> roles{};
    bool is_staff = false;
    bool is_active = true;   // nobody else logs in
    std::chrono::sys_seconds joined{};

    static void describe(Fields<Account>& f);
};

}  // namespace serval
