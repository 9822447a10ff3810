// How every store counts what is taken from allowances.
#include <array>
#include <atomic>
#include <thread>

#include <catch2/catch.hpp>

#include "unit/store/tested_store.hpp"

using namespace serval;
using serval::test::make_tested_store;
using namespace std::chrono_literals;

namespace {

const Allowance one{.amount = 1, .period = 10s};
const Allowance two{.amount = 2, .period = 1h};

}  // namespace

TEST_CASE("each key has an allowance of its own", "[store]") {
    const auto store = make_tested_store();
    CHECK(store->take("a", one));
    CHECK(store->take("b", one));
    CHECK_FALSE(store->take("a", one));
    CHECK(store->standing.wait == 10s);
    store->advance(10s);
    CHECK(store->take("a", one));
}

TEST_CASE("of several claims all are taken or none, and each is told how it stands", "[store]") {
    const auto store = make_tested_store();
    std::array<AllowanceClaim, 2> claims{AllowanceClaim{"short", one}, AllowanceClaim{"long", two}};
    CHECK(sync_wait(store->shared().take(claims)));
    CHECK(claims[0].standing.remaining == 0);
    CHECK(claims[1].standing.remaining == 1);
    CHECK_FALSE(sync_wait(store->shared().take(claims)));
    CHECK_FALSE(claims[0].standing.is_allowed);
    CHECK(claims[0].standing.wait == 10s);
    CHECK(claims[1].standing.is_allowed);
    CHECK(claims[1].standing.remaining == 1);
    store->advance(10s);
    CHECK(sync_wait(store->shared().take(claims)));
    store->advance(10s);
    CHECK_FALSE(sync_wait(store->shared().take(claims)));
    CHECK(claims[0].standing.is_allowed);
    CHECK(claims[1].standing.wait == 1h - 20s);
}

TEST_CASE("seeing how things stand takes nothing", "[store]") {
    const auto store = make_tested_store();
    std::array<AllowanceClaim, 1> claims{AllowanceClaim{"a", one}};
    for (int i = 0; i < 5; ++i) {
        CHECK_FALSE(sync_wait(store->shared().take(claims, Taking::nothing)));
        CHECK(claims[0].standing.is_allowed);
        CHECK(claims[0].standing.remaining == 1);
    }
    CHECK(store->take("a", one));
}

TEST_CASE("taking nothing of nobody is allowed", "[store]") {
    const auto store = make_tested_store();
    CHECK(sync_wait(store->shared().take({})));
}

TEST_CASE("whoever wants too much is banned, and asking again does not lengthen the ban", "[store]") {
    const auto store = make_tested_store();
    const Allowance strict{.amount = 2, .period = 10s, .ban = 60s};
    CHECK(store->take("a", strict));
    CHECK(store->take("a", strict));
    CHECK_FALSE(store->take("a", strict));
    CHECK(store->standing.wait == 60s);
    store->advance(59s);
    CHECK_FALSE(store->take("a", strict));
    CHECK(store->standing.wait == 1s);
    CHECK(store->take("b", strict));
    store->advance(1s);
    CHECK(store->take("a", strict));
}

TEST_CASE("a ban that is shorter than the wait lasts as long as that, or its end would be the next ban", "[store]") {
    const auto store = make_tested_store();
    const Allowance strict{.amount = 1, .period = 60s, .ban = 10s};
    CHECK(store->take("a", strict));
    CHECK_FALSE(store->take("a", strict));
    CHECK(store->standing.wait == 60s);
    store->advance(60s);
    CHECK(store->take("a", strict));
}

TEST_CASE("a key that is counted in another way than before begins anew", "[store]") {
    const auto store = make_tested_store();
    const Allowance bucket{.amount = 1, .period = 10s, .counting = Counting::token_bucket, .burst = 2};
    CHECK(store->take("a", one));
    CHECK(store->take("a", bucket));
    CHECK(store->take("a", bucket));
    CHECK_FALSE(store->take("a", bucket));
    CHECK(store->take("a", one));
}

TEST_CASE("values and allowances may have the same key", "[store]") {
    const auto store = make_tested_store();
    sync_wait(store->shared().set("a", "1", 1h));
    CHECK(store->take("a", one));
    CHECK(sync_wait(store->shared().get("a")) == "1");
    sync_wait(store->shared().erase("a"));
    CHECK_FALSE(store->take("a", one));
}

TEST_CASE("threads that want several allowances in another order neither wait for ever nor take too much", "[store]") {
    constexpr int threads = 8;
    const auto store = make_tested_store();
    const Allowance hundred{.amount = 100, .period = 1h};
    const Allowance many{.amount = 150, .period = 1h};
    std::atomic<int> taken = 0;
    std::vector<std::jthread> all;
    for (int i = 0; i < threads; ++i) {
        all.emplace_back([&, i] {
            for (int n = 0; n < 500; ++n) {
                AllowanceClaim first{"all", many};
                AllowanceClaim second{"client " + std::to_string(n % 3), hundred};
                std::array<AllowanceClaim, 2> claims{i % 2 == 0 ? first : second, i % 2 == 0 ? second : first};
                taken += sync_wait(store->shared().take(claims)) ? 1 : 0;
            }
        });
    }
    all.clear();
    CHECK(taken == 150);
}

TEST_CASE("takings of a large amount share marks, and all of a burst is allowed again at once", "[store]") {
    const auto store = make_tested_store();
    const Allowance many{.amount = 129, .period = 128s};
    for (int i = 0; i < 129; ++i) {
        REQUIRE(store->take("a", many));
        CHECK(store->standing.remaining == 128U - static_cast<unsigned>(i));
        store->advance(1ms);
    }
    CHECK_FALSE(store->take("a", many));
    CHECK(store->standing.wait == 128s - 1ms);
    store->advance(128s - 1ms);
    for (int i = 0; i < 129; ++i) REQUIRE(store->take("a", many));
    CHECK_FALSE(store->take("a", many));
}

TEST_CASE("a bucket gives what it holds at once, and then one whenever it has come", "[store]") {
    const auto store = make_tested_store();
    const Allowance bucket{.amount = 60, .period = 60s, .counting = Counting::token_bucket, .burst = 3};
    for (int i = 0; i < 3; ++i) REQUIRE(store->take("a", bucket));
    CHECK_FALSE(store->take("a", bucket));
    CHECK(store->standing.wait == 1s);
    store->advance(999ms);
    CHECK_FALSE(store->take("a", bucket));
    CHECK(store->standing.wait == 1ms);
    store->advance(1ms);
    CHECK(store->take("a", bucket));
    store->advance(1h);
    CHECK(store->take("a", bucket));
    CHECK(store->standing.remaining == 2);
    CHECK(store->standing.wait == 1s);
}

TEST_CASE("what was taken from an amount counts when that is lowered", "[store]") {
    const auto store = make_tested_store();
    Allowance allowance{.amount = 4, .period = 10s};
    for (int i = 0; i < 4; ++i) {
        REQUIRE(store->take("a", allowance));
        store->advance(1s);
    }
    allowance.amount = 2;
    CHECK_FALSE(store->take("a", allowance));
    CHECK(store->standing.wait == 8s);   // the first three are gone then
    store->advance(8s);
    CHECK(store->take("a", allowance));
}
