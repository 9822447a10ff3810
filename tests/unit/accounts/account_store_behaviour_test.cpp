// What every store does with accounts.
#include <atomic>
#include <thread>

#include <catch2/catch.hpp>

#include "unit/accounts/account_stores.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

Account named(std::string name, std::string email = {}) {
    Account account;
    account.name = std::move(name);
    account.email = std::move(email);
    account.password = "hash of " + account.name;
    account.joined = std::chrono::sys_seconds{1'764'000'000s};
    return account;
}

/** The id under which it was kept. */
std::string add(AccountStore& store, Account account) {
    REQUIRE_FALSE(store.add(account).has_value());
    REQUIRE_FALSE(account.id.empty());
    return account.id;
}

}  // namespace

TEST_CASE("an account is found by its id, its name and its email address, as it was added", "[accounts]") {
    const auto store = test::make_account_store();
    Account ann = named("Ann", "Ann@Example.org");
    ann.roles = {"editor", "author"};
    ann.is_staff = true;
    const std::string id = add(*store, ann);
    for (const auto& found : {store->find(id), store->find_by_name("Ann"), store->find_by_email("ann@example.ORG")}) {
        REQUIRE(found.has_value());
        CHECK(found->id == id);
        CHECK(found->name == "Ann");
        CHECK(found->email == "Ann@Example.org");
        CHECK(found->password == "hash of Ann");
        CHECK(found->roles == std::vector<std::string>{"editor", "author"});
        CHECK(found->is_staff);
        CHECK(found->is_active);
        CHECK(found->joined == std::chrono::sys_seconds{1'764'000'000s});
    }
    CHECK_FALSE(store->find("nobody").has_value());
    CHECK_FALSE(store->find("").has_value());
    CHECK_FALSE(store->find_by_name("ann").has_value());
    CHECK_FALSE(store->find_by_email("ann@example.com").has_value());
}

TEST_CASE("a name and an email address are one account's, and nothing is kept of another that wants them", "[accounts]") {
    const auto store = test::make_account_store();
    add(*store, named("ann", "ann@example.org"));
    Account same_name = named("ann", "other@example.org");
    CHECK(store->add(same_name) == AccountConflict::name);
    Account same_email = named("bob", "ANN@example.org");
    CHECK(store->add(same_email) == AccountConflict::email);
    CHECK_FALSE(store->find_by_email("other@example.org").has_value());
    CHECK_FALSE(store->find_by_name("bob").has_value());
    add(*store, named("Ann"));   // another name
}

TEST_CASE("any number of accounts have no email address", "[accounts]") {
    const auto store = test::make_account_store();
    add(*store, named("ann"));
    add(*store, named("bob"));
    CHECK_FALSE(store->find_by_email("").has_value());
}

TEST_CASE("a profile is changed as far as is said, unless another account has that name or address", "[accounts]") {
    const auto store = test::make_account_store();
    const std::string ann = add(*store, named("ann", "ann@example.org"));
    add(*store, named("bob", "bob@example.org"));
    CHECK(store->change_profile(ann, {.name = "bob"}) == AccountConflict::name);
    CHECK(store->change_profile(ann, {.name = "anna", .email = "BOB@example.org"}) == AccountConflict::email);
    CHECK(store->find(ann)->name == "ann");
    CHECK_FALSE(store->change_profile(ann, {.name = "anna"}).has_value());
    CHECK(store->find(ann)->email == "ann@example.org");
    CHECK_FALSE(store->find_by_name("ann").has_value());
    CHECK(store->find_by_name("anna").has_value());
    CHECK_FALSE(store->change_profile(ann, {.email = "ANN@example.org"}).has_value());   // its own, in other letters
    CHECK(store->find_by_email("ann@example.org")->email == "ANN@example.org");
    CHECK_FALSE(store->change_profile(ann, {.email = ""}).has_value());
    CHECK_FALSE(store->find_by_email("ann@example.org").has_value());
    CHECK_FALSE(store->change_profile("nobody", {.name = "zoe"}).has_value());
    CHECK_FALSE(store->find_by_name("zoe").has_value());
}

TEST_CASE("a password takes the place of the one that is expected, and of no other", "[accounts]") {
    const auto store = test::make_account_store();
    const std::string ann = add(*store, named("ann"));
    CHECK_FALSE(store->change_password(ann, "another", "new"));
    CHECK(store->find(ann)->password == "hash of ann");
    CHECK(store->change_password(ann, "hash of ann", "new"));
    CHECK(store->find(ann)->password == "new");
    CHECK_FALSE(store->change_password(ann, "hash of ann", "newer"));
    CHECK_FALSE(store->change_password("nobody", "", "new"));
}

TEST_CASE("of those who change one password at once, one does", "[accounts]") {
    const auto store = test::make_account_store();
    const std::string ann = add(*store, named("ann"));
    std::atomic<int> changes = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] { changes += store->change_password(ann, "hash of ann", "new " + std::to_string(i)) ? 1 : 0; });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(changes == 1);
    CHECK(store->find(ann)->password.find("new ") == 0);
}

TEST_CASE("of those who want one name at once, one has it", "[accounts]") {
    const auto store = test::make_account_store();
    std::atomic<int> added = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            Account ann = named("ann");
            added += store->add(ann).has_value() ? 0 : 1;
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(added == 1);
}

TEST_CASE("rights are given and taken, and nothing else with them", "[accounts]") {
    const auto store = test::make_account_store();
    const std::string ann = add(*store, named("ann"));
    CHECK(store->change_rights(ann, {.roles = {"editor"}, .is_staff = true, .is_active = false}));
    const auto found = store->find(ann);
    CHECK(found->roles == std::vector<std::string>{"editor"});
    CHECK(found->is_staff);
    CHECK_FALSE(found->is_active);
    CHECK(found->password == "hash of ann");
    CHECK_FALSE(store->change_rights("nobody", {}));
}

TEST_CASE("an account that is erased leaves its name and its address, but never its id", "[accounts]") {
    const auto store = test::make_account_store();
    const std::string ann = add(*store, named("ann", "ann@example.org"));
    CHECK(store->erase(ann));
    CHECK_FALSE(store->erase(ann));
    CHECK_FALSE(store->find(ann).has_value());
    CHECK_FALSE(store->find_by_name("ann").has_value());
    CHECK(add(*store, named("ann", "ann@example.org")) != ann);
}
