#include "unit/sql/shelf.hpp"

#include <atomic>
#include <thread>

using namespace serval;
using namespace std::chrono_literals;

namespace {

Account ada() {
    return {.name = "ada", .email = "Ada@Example.com", .password = "hash 1", .roles = {"writer", "editor"}, .is_staff = true,
            .joined = std::chrono::sys_days{2024y / 2 / 29} + 13h};
}

/** Accounts in a database of their own. */
struct Accounts {
    test::TestedDatabase place;
    sql::Database database{{.path = place.path(), .sessions = 4, .lock_wait = 60s}};
    sql::AccountTable table{database};

    Account add(Account account) {
        REQUIRE_FALSE(table.add(account).has_value());
        return account;
    }
};

}  // namespace

TEST_CASE("an account comes back as it was added, by its id, its name, and its address in any case", "[sql]") {
    Accounts accounts;
    const Account added = accounts.add(ada());
    CHECK_FALSE(added.id.empty());
    for (const auto& found : {accounts.table.find(added.id), accounts.table.find_by_name("ada"), accounts.table.find_by_email("aDA@example.COM")}) {
        REQUIRE(found.has_value());
        CHECK(found->id == added.id);
        CHECK(found->name == "ada");
        CHECK(found->email == "Ada@Example.com");
        CHECK(found->password == "hash 1");
        CHECK(found->roles == std::vector<std::string>{"writer", "editor"});
        CHECK(found->is_staff);
        CHECK(found->is_active);
        CHECK(found->joined == added.joined);
    }
}

TEST_CASE("who is not there is not found, whatever is asked for", "[sql]") {
    Accounts accounts;
    (void)accounts.add({.name = "bob", .password = "x"});
    CHECK_FALSE(accounts.table.find("no id").has_value());
    CHECK_FALSE(accounts.table.find_by_name("Bob").has_value());
    CHECK_FALSE(accounts.table.find_by_email("").has_value());
    using namespace std::string_view_literals;
    CHECK_FALSE(accounts.table.find_by_name("bob\0"sv).has_value());
    CHECK_FALSE(accounts.table.find_by_name("' or 1 = 1 --").has_value());
}

TEST_CASE("a name, and an address in any case, are one account's; no address is nobody's", "[sql]") {
    Accounts accounts;
    const Account first = accounts.add(ada());
    Account same_name{.name = "ada", .email = "other@example.com"};
    CHECK(accounts.table.add(same_name) == AccountConflict::name);
    CHECK(same_name.id.empty());
    Account same_email{.name = "Ada", .email = "ADA@example.com", .roles = {"thief"}};
    CHECK(accounts.table.add(same_email) == AccountConflict::email);
    const Account second = accounts.add({.name = "Ada"});
    const Account third = accounts.add({.name = "bob"});
    CHECK(second.id != third.id);
    CHECK(accounts.database.query_one<int>("select count(*) from serval_accounts") == 3);
    CHECK(accounts.database.query<std::string>("select account_id from serval_account_roles where role = 'editor'") ==
          std::vector<std::string>{first.id});
    CHECK(accounts.database.query_one<int>("select count(*) from serval_account_roles where role = 'thief'") == 0);
}

TEST_CASE("of a profile what is nothing stays, and a conflict changes nothing", "[sql]") {
    Accounts accounts;
    const std::string id = accounts.add(ada()).id;
    (void)accounts.add({.name = "bob", .email = "bob@example.com"});
    CHECK_FALSE(accounts.table.change_profile(id, {.name = "countess"}).has_value());
    CHECK(accounts.table.find(id)->name == "countess");
    CHECK(accounts.table.find_by_email("ada@example.com")->id == id);
    CHECK(accounts.table.change_profile(id, {.name = "bob"}) == AccountConflict::name);
    CHECK(accounts.table.change_profile(id, {.name = "eve", .email = "BOB@example.com"}) == AccountConflict::email);
    CHECK(accounts.table.find(id)->name == "countess");
    CHECK_FALSE(accounts.table.change_profile(id, {.email = "new@example.com"}).has_value());
    CHECK_FALSE(accounts.table.find_by_email("ada@example.com").has_value());
    CHECK(accounts.table.find_by_email("New@example.com")->id == id);
    CHECK_FALSE(accounts.table.change_profile(id, {.email = ""}).has_value());
    CHECK(accounts.table.find(id)->email.empty());
    CHECK_FALSE(accounts.table.find_by_email("new@example.com").has_value());
    CHECK_FALSE(accounts.table.change_profile("no id", {.name = "nobody"}).has_value());
    CHECK_FALSE(accounts.table.find_by_name("nobody").has_value());
}

TEST_CASE("a password is changed from the one that is expected only", "[sql]") {
    Accounts accounts;
    const std::string id = accounts.add(ada()).id;
    CHECK(accounts.table.change_password(id, "hash 1", "hash 2"));
    CHECK_FALSE(accounts.table.change_password(id, "hash 1", "hash 3"));
    CHECK_FALSE(accounts.table.change_password("no id", "hash 2", "hash 3"));
    CHECK(accounts.table.find(id)->password == "hash 2");
}

TEST_CASE("rights are changed together", "[sql]") {
    Accounts accounts;
    const std::string id = accounts.add(ada()).id;
    CHECK(accounts.table.change_rights(id, {.roles = {"reader", "editor", "reader"}, .is_staff = false, .is_active = false}));
    const Account changed = accounts.table.find(id).value();
    CHECK(changed.roles == std::vector<std::string>{"reader", "editor"});
    CHECK_FALSE(changed.is_staff);
    CHECK_FALSE(changed.is_active);
    CHECK_FALSE(accounts.table.change_rights("no id", {.roles = {"reader"}}));
    CHECK(accounts.database.query_one<int>("select count(*) from serval_account_roles") == 2);
}

TEST_CASE("an account that is erased leaves nothing, and its name is free", "[sql]") {
    Accounts accounts;
    const Account first = accounts.add(ada());
    CHECK(accounts.table.erase(first.id));
    CHECK_FALSE(accounts.table.erase(first.id));
    CHECK_FALSE(accounts.table.find(first.id).has_value());
    CHECK(accounts.database.query_one<int>("select count(*) from serval_account_roles") == 0);
    CHECK(accounts.add(ada()).id != first.id);
}

TEST_CASE("accounts live as long as their database, beside the application's own tables", "[sql]") {
    test::Shelf shelf;
    sql::AccountTable table{shelf.database};
    Account account = ada();
    REQUIRE_FALSE(table.add(account).has_value());
    sql::AccountTable again{shelf.database};
    CHECK(again.find(account.id)->name == "ada");
    CHECK(shelf.count() == 0);
}

TEST_CASE("of many who take a name at once one gets it, and of many who change a password one does", "[sql]") {
    constexpr int askers = 8;
    Accounts accounts;
    const std::string id = accounts.add({.name = "bob", .password = "old"}).id;
    std::atomic<int> added = 0;
    std::atomic<int> refused = 0;
    std::atomic<int> changed = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < askers; ++i) {
        threads.emplace_back([&, i] {
            Account account{.name = "ada", .email = std::to_string(i) + "@example.com", .roles = {"a"}};
            ++(accounts.table.add(account) == AccountConflict::name ? refused : added);
            changed += accounts.table.change_password(id, "old", "new " + std::to_string(i)) ? 1 : 0;
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(added == 1);
    CHECK(refused == askers - 1);
    CHECK(changed == 1);
    CHECK(accounts.database.query_one<int>("select count(*) from serval_accounts") == 2);
}
