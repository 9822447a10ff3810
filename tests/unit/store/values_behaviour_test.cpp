// What every store does with values.
#include <atomic>
#include <thread>

#include <catch2/catch.hpp>

#include "unit/store/tested_store.hpp"

using namespace serval;
using serval::test::make_tested_store;
using namespace std::chrono_literals;

TEST_CASE("a value is there until its time is over", "[store]") {
    const auto store = make_tested_store();
    CHECK(store->get("a") == std::nullopt);
    store->set("a", "1", 10s);
    CHECK(store->get("a") == "1");
    store->advance(9s);
    CHECK(store->get("a") == "1");
    store->advance(1s);
    CHECK(store->get("a") == std::nullopt);
}

TEST_CASE("the value set last is the one found, for its own time", "[store]") {
    const auto store = make_tested_store();
    store->set("a", "1", 10s);
    store->set("a", "2", 5s);
    CHECK(store->get("a") == "2");
    store->advance(5s);
    CHECK(store->get("a") == std::nullopt);
    store->set("a", "3", 1s);
    store->set("a", "4", 10s);
    store->advance(9s);
    CHECK(store->get("a") == "4");
}

TEST_CASE("a value may be kept for ever, or for no time at all", "[store]") {
    const auto store = make_tested_store();
    store->set("ever", "1", SharedStore::Duration::max());
    store->set("never", "1", 0ms);
    store->set("before", "1", -1s);
    store->advance(24h * 365 * 100);
    CHECK(store->get("ever") == "1");
    CHECK(store->get("never") == std::nullopt);
    CHECK(store->get("before") == std::nullopt);
}

TEST_CASE("any octets are keys and values", "[store]") {
    const auto store = make_tested_store();
    const std::string odd{"\0\n\xFF", 3};
    store->set(odd, odd + odd);
    store->set("", "empty");
    CHECK(store->get(odd) == odd + odd);
    CHECK(store->get("") == "empty");
    CHECK(store->get(odd.substr(0, 2)) == std::nullopt);
}

TEST_CASE("erasing tells whether there was a value", "[store]") {
    const auto store = make_tested_store();
    store->set("a", "1", 10s);
    CHECK(store->erase("a"));
    CHECK_FALSE(store->erase("a"));
    CHECK(store->get("a") == std::nullopt);
    store->set("a", "1", 10s);
    store->advance(10s);
    CHECK_FALSE(store->erase("a"));
}

TEST_CASE("adding leaves what is there, until its time is over", "[store]") {
    const auto store = make_tested_store();
    CHECK(store->add("a", "1", 10s));
    CHECK_FALSE(store->add("a", "2", 20s));
    CHECK(store->get("a") == "1");
    store->advance(10s);
    CHECK(store->add("a", "3", 10s));
    CHECK(store->get("a") == "3");
}

TEST_CASE("a number lasts from its first increment", "[store]") {
    const auto store = make_tested_store();
    CHECK(store->increment("n", 5, 10s) == 5);
    store->advance(9s);
    CHECK(store->increment("n", -7, 10s) == -2);
    CHECK(store->get("n") == "-2");
    store->advance(1s);
    CHECK(store->increment("n", 1, 10s) == 1);
}

TEST_CASE("what is no number, or would be too large a one, is not counted, and stays", "[store]") {
    const auto store = make_tested_store();
    store->set("text", "12x");
    CHECK_THROWS_AS(store->increment("text"), StoreError);
    CHECK(store->get("text") == "12x");
    CHECK(store->increment("most", INT64_MAX) == INT64_MAX);
    CHECK_THROWS_AS(store->increment("most"), StoreError);
    CHECK(store->increment("most", -1) == INT64_MAX - 1);
    store->set("set", "41");
    CHECK(store->increment("set") == 42);
}

TEST_CASE("of threads that add the same key one does, and none of their increments is lost", "[store]") {
    constexpr int threads = 8;
    constexpr int times = 1'000;
    const auto store = make_tested_store();
    std::atomic<int> added = 0;
    std::vector<std::jthread> all;
    for (int i = 0; i < threads; ++i) {
        all.emplace_back([&] {
            for (int n = 0; n < times; ++n) {
                added += store->add("key " + std::to_string(n), "x") ? 1 : 0;
                store->increment("count " + std::to_string(n % 7));
            }
        });
    }
    all.clear();
    CHECK(added == times);
    std::int64_t sum = 0;
    for (int i = 0; i < 7; ++i) sum += store->increment("count " + std::to_string(i), 0);
    CHECK(sum == threads * times);
}
