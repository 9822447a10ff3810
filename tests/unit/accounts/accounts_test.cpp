#include <algorithm>
#include <chrono>

#include "lost_store.hpp"
#include "unit/accounts/office.hpp"

using namespace serval;
using namespace std::chrono_literals;
using test::good_password;
using test::Office;
using test::other_password;
using Codes = std::vector<std::string>;

namespace {

/** Notes whose logins were ended. */
struct EndedLogins {
    std::shared_ptr<std::vector<std::string>> ids = std::make_shared<std::vector<std::string>>();

    AccountsOptions options() const {
        AccountsOptions options;
        options.logins = {Logins{[ids = ids](std::string_view id) {
            ids->emplace_back(id);
            return Task<void>::ready();
        }}};
        return options;
    }
};

}  // namespace

TEST_CASE("whoever registers logs in with that password, and with no other", "[accounts]") {
    Office office;
    const AccountOutcome added = office.add("ann", "ann@example.org");
    REQUIRE(added);
    CHECK(added.account->password.find("$scrypt$ln=4,r=8,p=1$") == 0);
    CHECK(added.account->joined == std::chrono::sys_seconds{1'764'000'000s});
    const AccountOutcome known = office.log_in("ann");
    REQUIRE(known);
    CHECK(known.account->id == added.account->id);
    for (const std::string& wrong : {std::string{"correct hors"}, std::string{"correct horse "}, std::string{}, added.account->password}) {
        const AccountOutcome refused = office.log_in("ann", wrong);
        CHECK_FALSE(refused);
        CHECK(refused.faults.empty());
        CHECK_FALSE(refused.is_locked());
    }
    CHECK_FALSE(office.log_in("Ann"));
    CHECK_FALSE(office.log_in("nobody"));
}

TEST_CASE("all that is wrong with a new account is told at once", "[accounts]") {
    Office office;
    office.id_of_new("ann", "ann@example.org");
    CHECK(test::codes_of(office.add("ann", "ANN@example.org", "12").faults) ==
          Codes{"password_too_short", "password_entirely_numeric", "unique", "unique"});
    const AccountOutcome nameless = office.add("");
    REQUIRE(nameless.faults.size() == 1);
    CHECK(nameless.faults[0].code == "blank");
    CHECK(nameless.faults[0].field == AccountFault::Field::name);
    CHECK(office.add("bob", ""));
    CHECK(office.add("bea", ""));
}

TEST_CASE("who is not active, or has no password, does not log in", "[accounts]") {
    Office office;
    const std::string id = office.id_of_new("ann");
    CHECK(office.wait(office.accounts.change_rights(id, {.roles = {"editor"}, .is_active = false})));
    CHECK_FALSE(office.log_in("ann"));
    CHECK_FALSE(office.wait(office.accounts.find(id)).has_value());
    CHECK(office.wait(office.accounts.change_rights(id, {.roles = {"editor"}})));
    CHECK(office.log_in("ann").account->roles == Codes{"editor"});
    CHECK_FALSE(office.wait(office.accounts.change_rights("nobody", {})));
    Account without;
    without.name = "robot";
    REQUIRE_FALSE(office.people->add(without).has_value());
    CHECK_FALSE(office.log_in("robot", ""));
    CHECK_FALSE(office.log_in("robot"));
}

TEST_CASE("for a name that there is not a password takes as long", "[accounts]") {
    AccountsOptions options;
    options.cost = {.log_n = 13, .r = 8, .p = 1};
    Office office{options};
    office.id_of_new("ann");
    const auto quickest = [&](std::string_view name) {
        auto best = std::chrono::steady_clock::duration::max();
        for (int i = 0; i < 3; ++i) {
            const auto begin = std::chrono::steady_clock::now();
            CHECK_FALSE(office.log_in(name, "wrong"));
            best = std::min(best, std::chrono::steady_clock::now() - begin);
        }
        return best;
    };
    CHECK(quickest("nobody") > quickest("ann") / 20);   // without a hash it would be a thousandth
}

TEST_CASE("a password kept at another cost is hashed anew when its owner logs in", "[accounts]") {
    Office office;
    const std::string id = office.id_of_new("ann");
    AccountsOptions options;
    options.cost = {.log_n = 5, .r = 8, .p = 1};
    Office dearer{options, office.people};
    CHECK_FALSE(dearer.log_in("ann", "wrong"));
    CHECK(office.people->find(id)->password.find("$scrypt$ln=4") == 0);
    const AccountOutcome known = dearer.log_in("ann");
    REQUIRE(known);
    CHECK(known.account->password.find("$scrypt$ln=5") == 0);
    CHECK(office.people->find(id)->password == known.account->password);
    CHECK(dearer.log_in("ann"));
    CHECK(office.people->find(id)->password == known.account->password);   // once
}

TEST_CASE("hashing anew undoes no change of the password, and lets nobody in with the old one", "[accounts]") {
    const auto people = std::make_shared<test::InterruptedStore>();
    Office office{{}, people};
    const std::string id = office.id_of_new("ann");
    AccountsOptions options;
    options.cost = {.log_n = 5, .r = 8, .p = 1};
    Office dearer{options, people};
    const std::string changed = hash_password(other_password, test::cheap);
    people->meanwhile = [&] { CHECK(people->kept.change_password(id, people->kept.find(id)->password, changed)); };
    CHECK_FALSE(dearer.log_in("ann"));
    CHECK(people->find(id)->password == changed);
    CHECK(dearer.log_in("ann", other_password));
}

TEST_CASE("of two who log in at once and have the password hashed anew, both are let in", "[accounts]") {
    const auto people = std::make_shared<test::InterruptedStore>();
    Office office{{}, people};
    const std::string id = office.id_of_new("ann");
    AccountsOptions options;
    options.cost = {.log_n = 5, .r = 8, .p = 1};
    Office dearer{options, people};
    people->meanwhile = [&] { CHECK(dearer.people->change_password(id, people->kept.find(id)->password, hash_password(good_password, options.cost))); };
    CHECK(dearer.log_in("ann"));
}

TEST_CASE("a log-in that goes on while the account is closed or made inactive is refused", "[accounts]") {
    const auto people = std::make_shared<test::InterruptedStore>();
    Office office{{}, people};
    const std::string id = office.id_of_new("ann");
    people->meanwhile = [&] { CHECK(people->kept.change_rights(id, {.is_active = false})); };
    CHECK_FALSE(office.log_in("ann"));
    CHECK(people->kept.change_rights(id, {}));
    people->meanwhile = [&] { CHECK(people->kept.erase(id)); };
    CHECK_FALSE(office.log_in("ann"));
}

TEST_CASE("a password is changed by whoever knows it, and all logins end", "[accounts]") {
    const EndedLogins ended;
    Office office{ended.options()};
    const std::string id = office.id_of_new("ann");
    const auto change = [&](std::string_view current, std::string_view wanted) { return office.wait(office.accounts.change_password(id, current, wanted)); };
    const AccountOutcome wrong = change("wrong", other_password);
    CHECK(test::codes_of(wrong.faults) == Codes{"invalid_password"});
    CHECK(wrong.faults[0].field == AccountFault::Field::current_password);
    CHECK(test::codes_of(change(good_password, "ann12").faults) == Codes{"password_too_short", "password_too_similar"});
    CHECK(ended.ids->empty());
    CHECK(office.log_in("ann"));
    CHECK(change(good_password, other_password));
    CHECK(*ended.ids == Codes{id});
    CHECK_FALSE(office.log_in("ann"));
    CHECK(office.log_in("ann", other_password));
    const AccountOutcome gone = office.wait(office.accounts.change_password("nobody", good_password, other_password));
    CHECK_FALSE(gone);
    CHECK(gone.faults.empty());
}

TEST_CASE("of two who change a password at once, one does", "[accounts]") {
    const auto people = std::make_shared<test::InterruptedStore>();
    const EndedLogins ended;
    Office office{ended.options(), people};
    const std::string id = office.id_of_new("ann");
    const std::string changed = hash_password(other_password, test::cheap);
    people->meanwhile = [&] { CHECK(people->kept.change_password(id, people->kept.find(id)->password, changed)); };
    const AccountOutcome late = office.wait(office.accounts.change_password(id, good_password, "a third password"));
    CHECK(test::codes_of(late.faults) == Codes{"invalid_password"});
    CHECK(people->find(id)->password == changed);
}

TEST_CASE("a profile is changed and an account closed by whoever knows the password", "[accounts]") {
    const EndedLogins ended;
    Office office{ended.options()};
    const std::string id = office.id_of_new("ann", "ann@example.org");
    office.id_of_new("bob");
    const auto change = [&](std::string_view current, AccountProfile profile) {
        return office.wait(office.accounts.change_profile(id, current, std::move(profile)));
    };
    CHECK(test::codes_of(change("wrong", {.name = "anna"}).faults) == Codes{"invalid_password"});
    CHECK(test::codes_of(change(good_password, {.name = "bob"}).faults) == Codes{"unique"});
    const AccountOutcome changed = change(good_password, {.name = "anna"});
    REQUIRE(changed);
    CHECK(changed.account->name == "anna");
    CHECK(changed.account->email == "ann@example.org");
    CHECK(ended.ids->empty());
    CHECK_FALSE(office.wait(office.accounts.close(id, "wrong")));
    CHECK(office.wait(office.accounts.find(id)).has_value());
    CHECK(office.wait(office.accounts.close(id, good_password)));
    CHECK(*ended.ids == Codes{id});
    CHECK_FALSE(office.wait(office.accounts.find(id)).has_value());
    CHECK_FALSE(office.log_in("anna"));
}

TEST_CASE("rights that are changed end what says what they were", "[accounts]") {
    const EndedLogins ended;
    Office office{ended.options()};
    const std::string id = office.id_of_new("ann");
    CHECK(office.wait(office.accounts.change_rights(id, {.roles = {"editor"}, .is_staff = true})));
    CHECK(*ended.ids == Codes{id});
    CHECK(office.log_in("ann").account->is_staff);
}

TEST_CASE("tokens and sessions are ended wherever they are kept", "[accounts]") {
    Office office;
    JwtOptions jwt;
    jwt.clock = office.clock;
    const JwtTokens jwts{JwsKey::from_secret(JwsAlgorithm::hs256, std::string(32, 'k')), office.store, jwt};
    const OpaqueTokens opaque{office.store, {.clock = office.clock}};
    const Sessions sessions{office.store, {.clock = office.clock}};
    AccountsOptions options;
    options.logins = {jwts, opaque, sessions};
    Office guarded{options, office.people};
    const std::string id = guarded.id_of_new("ann");
    User ann;
    ann.id = id;
    const JwtPair pair = jwts.issue(ann);
    const std::string token = guarded.wait(opaque.issue(ann));
    office.clock->advance(1ms);
    CHECK(guarded.wait(guarded.accounts.change_password(id, good_password, other_password)));
    CHECK_FALSE(guarded.wait(jwts.refresh(pair.refresh)));
    CHECK_FALSE(guarded.wait(opaque.find(token)).has_value());
    CHECK(guarded.wait(office.store->get("sessions-end:" + id)).has_value());
}

TEST_CASE("while the shared store fails nobody logs in", "[accounts]") {
    const auto people = std::make_shared<MemoryAccountStore>();
    AccountsOptions options;
    options.cost = test::cheap;
    const Accounts accounts{people, std::make_shared<test::LostStore>(), options};
    WorkerPool workers;
    NewAccount ann;
    ann.name = "ann";
    ann.password = good_password;
    CHECK(sync_wait(accounts.add(ann), &workers));
    CHECK_THROWS_AS(sync_wait(accounts.log_in("ann", good_password), &workers), StoreError);
    CHECK_THROWS_AS(sync_wait(accounts.start_reset("ann@example.org"), &workers), StoreError);
    CHECK_THROWS_AS(sync_wait(accounts.finish_reset("token", good_password), &workers), StoreError);
}

TEST_CASE("accounts that could not work are refused when they are set up", "[accounts]") {
    const auto people = std::make_shared<MemoryAccountStore>();
    const auto store = std::make_shared<MemoryStore>();
    const auto set_up = [&](AccountsOptions options) { return Accounts{people, store, std::move(options)}; };
    CHECK_NOTHROW(set_up({}));
    CHECK_THROWS_AS((Accounts{nullptr, store}), std::invalid_argument);
    CHECK_THROWS_AS((Accounts{people, nullptr}), std::invalid_argument);
    CHECK_THROWS_AS(set_up({.cost = {.log_n = 40}}), std::invalid_argument);
    CHECK_THROWS_AS(set_up({.passwords = {.min_length = 9, .max_length = 8}}), std::invalid_argument);
    CHECK_THROWS_AS(set_up({.limit = {.by_name = "often"}}), std::invalid_argument);
    CHECK_THROWS_AS(set_up({.limit = {.by_address = Rate{"0/min"}}}), std::invalid_argument);
    CHECK_THROWS_AS(set_up({.limit = {.lock = -1s}}), std::invalid_argument);
    CHECK_THROWS_AS(set_up({.reset_life = 0s}), std::invalid_argument);
    CHECK_THROWS_AS(set_up({.resets = "5"}), std::invalid_argument);
    CHECK_THROWS_AS(set_up({.clock = nullptr}), std::invalid_argument);
}
