#include <atomic>
#include <thread>

#include "unit/accounts/office.hpp"

using namespace serval;
using namespace std::chrono_literals;
using test::good_password;
using test::Office;

namespace {

AccountsOptions limited(LoginLimit limit) {
    AccountsOptions options;
    options.limit = std::move(limit);
    return options;
}

/** How many of `count` attempts were looked at. */
int attempts(Office& office, int count, std::string_view name, std::string_view address = {}) {
    int looked_at = 0;
    for (int i = 0; i < count; ++i) looked_at += office.log_in(name, "wrong", address).is_locked() ? 0 : 1;
    return looked_at;
}

}  // namespace

TEST_CASE("a password is tried so often, and then nobody may, with the right one either", "[accounts]") {
    Office office{limited({.by_name = "3/min"})};
    office.id_of_new("ann");
    office.id_of_new("bob");
    CHECK(attempts(office, 5, "ann") == 3);
    const AccountOutcome locked = office.log_in("ann");
    CHECK_FALSE(locked);
    CHECK(locked.wait == 60s);
    CHECK(office.log_in("bob"));
    office.clock->advance(59s);
    CHECK(office.log_in("ann").wait == 1s);
    office.clock->advance(1s);
    CHECK(office.log_in("ann"));
}

TEST_CASE("a name that there is not is locked as one that there is", "[accounts]") {
    Office office{limited({.by_name = "3/min"})};
    CHECK(attempts(office, 5, "nobody") == 3);
    CHECK(office.log_in("nobody").wait == 60s);
}

TEST_CASE("of any number of attempts at once no more are looked at than may be", "[accounts]") {
    Office office{limited({.by_name = "10/15min"})};
    office.id_of_new("ann");
    std::atomic<int> looked_at = 0;
    std::atomic<int> let_in = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] {
            for (int k = 0; k < 25; ++k) {
                const AccountOutcome outcome = sync_wait(office.accounts.log_in("ann", "wrong"), &office.workers);
                looked_at += outcome.is_locked() ? 0 : 1;
                let_in += outcome ? 1 : 0;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(looked_at == 10);
    CHECK(let_in == 0);
    CHECK(office.log_in("ann").is_locked());
}

TEST_CASE("whoever knows the password has the failures forgotten", "[accounts]") {
    Office office{limited({.by_name = "3/min"})};
    office.id_of_new("ann");
    for (int i = 0; i < 5; ++i) {
        CHECK(attempts(office, 2, "ann") == 2);
        CHECK(office.log_in("ann"));
    }
    CHECK(attempts(office, 5, "ann") == 3);
}

TEST_CASE("somebody else's log-in forgets nothing", "[accounts]") {
    Office office{limited({.by_name = "3/min"})};
    office.id_of_new("ann");
    office.id_of_new("bob");
    CHECK(attempts(office, 2, "ann") == 2);
    CHECK(office.log_in("bob"));
    CHECK(attempts(office, 5, "ann") == 1);
}

TEST_CASE("an address is counted for all names, and a right password makes it no better", "[accounts]") {
    Office office{limited({.by_name = "100/min", .by_address = Rate{"4/min"}})};
    office.id_of_new("ann");
    CHECK(attempts(office, 1, "a", "192.0.2.1") == 1);
    CHECK(attempts(office, 1, "b", "192.0.2.1") == 1);
    CHECK(office.log_in("ann", good_password, "192.0.2.1"));
    CHECK(attempts(office, 3, "c", "192.0.2.1") == 1);
    CHECK(office.log_in("ann", good_password, "192.0.2.1").wait == 60s);
    CHECK(office.log_in("ann", good_password, "192.0.2.2"));
    CHECK(office.log_in("ann"));   // from no address that is known
}

TEST_CASE("of an IPv6 address the network is counted", "[accounts]") {
    Office office{limited({.by_name = "100/min", .by_address = Rate{"2/min"}})};
    CHECK(attempts(office, 1, "a", "2001:db8::1") == 1);
    CHECK(attempts(office, 1, "b", "2001:db8::2") == 1);
    CHECK(attempts(office, 1, "c", "2001:db8::3") == 0);
    CHECK(attempts(office, 1, "c", "2001:db8:0:1::3") == 1);
}

TEST_CASE("an attempt that the address is refused for costs the name nothing", "[accounts]") {
    Office office{limited({.by_name = "3/min", .by_address = Rate{"1/min"}})};
    office.id_of_new("ann");
    CHECK(attempts(office, 10, "ann", "192.0.2.1") == 1);
    CHECK(attempts(office, 2, "ann") == 2);
}

TEST_CASE("a lock holds for its time", "[accounts]") {
    Office office{limited({.by_name = "3/min", .lock = 1h})};
    office.id_of_new("ann");
    CHECK(attempts(office, 3, "ann") == 3);
    CHECK(office.log_in("ann").wait == 3600s);
    office.clock->advance(59min);
    CHECK(office.log_in("ann").wait == 60s);
    office.clock->advance(1min);
    CHECK(office.log_in("ann"));
}

TEST_CASE("to say one's password once more is an attempt, too", "[accounts]") {
    Office office{limited({.by_name = "3/min"})};
    const std::string id = office.id_of_new("ann");
    for (int i = 0; i < 3; ++i) CHECK_FALSE(office.wait(office.accounts.change_password(id, "wrong", "a new password")).is_locked());
    CHECK(office.wait(office.accounts.change_password(id, good_password, "a new password")).wait == 60s);
    CHECK(office.wait(office.accounts.close(id, good_password)).is_locked());
    CHECK(office.log_in("ann").is_locked());
}

TEST_CASE("what is counted is kept under no name that anybody could read", "[accounts]") {
    Office office;
    office.id_of_new("ann");
    CHECK(office.log_in("ann"));
    CHECK_FALSE(office.wait(office.store->get("login mark ann")).has_value());
    CHECK_FALSE(office.log_in(std::string(1'000'000, 'x')));   // nor under a name of any length
}
