#include <atomic>
#include <thread>

#include <catch2/catch.hpp>

#include "unit/store/frozen_store.hpp"

using namespace serval;
using serval::test::FrozenStore;
using namespace std::chrono_literals;

namespace {

int count_kept(FrozenStore& store, int stored) {
    int kept = 0;
    for (int i = 0; i < stored; ++i) kept += store.get(std::to_string(i)).has_value() ? 1 : 0;
    return kept;
}

}  // namespace

TEST_CASE("a value is there until its time is over, and not at that very moment", "[store]") {
    FrozenStore store;
    CHECK(store.get("a") == std::nullopt);
    store.set("a", "1", 10s);
    CHECK(store.get("a") == "1");
    store.clock->advance(10s - 1ns);
    CHECK(store.get("a") == "1");
    store.clock->advance(1ns);
    CHECK(store.get("a") == std::nullopt);
}

TEST_CASE("a flood of keys does not make memory grow, and the ones used last stay", "[store]") {
    constexpr int flood = 20'000;
    FrozenStore store{{.value_octets = 512 * 1024}};
    store.set("dear", "1");
    for (int i = 0; i < flood; ++i) {
        store.set(std::to_string(i), "x");
        (void)store.get("dear");
    }
    CHECK(store.get("dear") == "1");
    CHECK(store.get(std::to_string(flood - 1)) == "x");
    const int kept = count_kept(store, flood);
    CHECK(kept > 500);
    CHECK(kept < 5'000);
}

TEST_CASE("a value larger than the store is not kept, and takes nothing else's place", "[store]") {
    FrozenStore store{{.value_octets = 16 * 4096}};
    store.set("a", std::string(8192, 'x'));
    CHECK(store.get("a") == std::nullopt);
    store.set("a", "1");
    CHECK(store.get("a") == "1");
}

TEST_CASE("what has expired makes room before what has not been used for long", "[store]") {
    FrozenStore store{{.value_octets = 1024 * 1024}};
    for (int i = 0; i < 1'000; ++i) store.set(std::to_string(i), "x", 1h);
    for (int i = 0; i < 1'000; ++i) store.set("brief " + std::to_string(i), "x", 1s);
    store.clock->advance(1s);
    for (int i = 0; i < 1'000; ++i) store.set("new " + std::to_string(i), "x", 1h);
    CHECK(count_kept(store, 1'000) == 1'000);
}

TEST_CASE("the clock of the first app that uses a store is its clock", "[store]") {
    FrozenStore store;
    const auto other = std::make_shared<test::Clock>();
    store.set("a", "1", 10s);
    other->freeze(store.clock->now() + 1h);
    store.store.use_clock(other);
    CHECK(store.get("a") == "1");
}

TEST_CASE("a store that no app uses tells the time by the system", "[store]") {
    MemoryStore store;
    sync_wait(store.set("a", "1", 1h));
    CHECK(sync_wait(store.get("a")) == "1");
}
