#include <array>
#include <atomic>
#include <thread>

#include <catch2/catch.hpp>

#include "unit/store/frozen_store.hpp"

using namespace serval;
using serval::test::FrozenStore;
using namespace std::chrono_literals;

namespace {

const Allowance one{.amount = 1, .period = 10s};
const Allowance two{.amount = 2, .period = 1h};

}  // namespace

TEST_CASE("each key has an allowance of its own", "[store]") {
    FrozenStore store;
    CHECK(store.take("a", one));
    CHECK(store.take("b", one));
    CHECK_FALSE(store.take("a", one));
    CHECK(store.standing.wait == 10s);
    store.clock->advance(10s);
    CHECK(store.take("a", one));
}

TEST_CASE("of several claims all are taken or none, and each is told how it stands", "[store]") {
    FrozenStore store;
    std::array<AllowanceClaim, 2> claims{AllowanceClaim{"short", one}, AllowanceClaim{"long", two}};
    CHECK(sync_wait(store.store.take(claims)));
    CHECK(claims[0].standing.remaining == 0);
    CHECK(claims[1].standing.remaining == 1);
    CHECK_FALSE(sync_wait(store.store.take(claims)));
    CHECK_FALSE(claims[0].standing.is_allowed);
    CHECK(claims[0].standing.wait == 10s);
    CHECK(claims[1].standing.is_allowed);
    CHECK(claims[1].standing.remaining == 1);
    store.clock->advance(10s);
    CHECK(sync_wait(store.store.take(claims)));
    store.clock->advance(10s);
    CHECK_FALSE(sync_wait(store.store.take(claims)));
    CHECK(claims[0].standing.is_allowed);
    CHECK(claims[1].standing.wait == 1h - 20s);
}

TEST_CASE("seeing how things stand takes nothing", "[store]") {
    FrozenStore store;
    std::array<AllowanceClaim, 1> claims{AllowanceClaim{"a", one}};
    for (int i = 0; i < 5; ++i) {
        CHECK_FALSE(sync_wait(store.store.take(claims, Taking::nothing)));
        CHECK(claims[0].standing.is_allowed);
        CHECK(claims[0].standing.remaining == 1);
    }
    CHECK(store.take("a", one));
}

TEST_CASE("taking nothing of nobody is allowed", "[store]") {
    FrozenStore store;
    CHECK(sync_wait(store.store.take({})));
}

TEST_CASE("whoever wants too much is banned, and asking again does not lengthen the ban", "[store]") {
    FrozenStore store;
    const Allowance strict{.amount = 2, .period = 10s, .ban = 60s};
    CHECK(store.take("a", strict));
    CHECK(store.take("a", strict));
    CHECK_FALSE(store.take("a", strict));
    CHECK(store.standing.wait == 60s);
    store.clock->advance(59s);
    CHECK_FALSE(store.take("a", strict));
    CHECK(store.standing.wait == 1s);
    CHECK(store.take("b", strict));
    store.clock->advance(1s);
    CHECK(store.take("a", strict));
}

TEST_CASE("a ban that is shorter than the wait lasts as long as that, or its end would be the next ban", "[store]") {
    FrozenStore store;
    const Allowance strict{.amount = 1, .period = 60s, .ban = 10s};
    CHECK(store.take("a", strict));
    CHECK_FALSE(store.take("a", strict));
    CHECK(store.standing.wait == 60s);
    store.clock->advance(60s);
    CHECK(store.take("a", strict));
}

TEST_CASE("a key that is counted in another way than before begins anew", "[store]") {
    FrozenStore store;
    const Allowance bucket{.amount = 1, .period = 10s, .counting = Counting::token_bucket, .burst = 2};
    CHECK(store.take("a", one));
    CHECK(store.take("a", bucket));
    CHECK(store.take("a", bucket));
    CHECK_FALSE(store.take("a", bucket));
    CHECK(store.take("a", one));
}

TEST_CASE("values and allowances may have the same key", "[store]") {
    FrozenStore store;
    sync_wait(store.store.set("a", "1", 1h));
    CHECK(store.take("a", one));
    CHECK(sync_wait(store.store.get("a")) == "1");
    sync_wait(store.store.erase("a"));
    CHECK_FALSE(store.take("a", one));
}

TEST_CASE("a flood of clients does not make memory grow, and those who ask stay known", "[store]") {
    constexpr int flood = 20'000;
    FrozenStore store{{.allowance_octets = 512 * 1024}};
    const Allowance daily{.amount = 1, .period = 24h};
    CHECK(store.take("busy", daily));
    for (int i = 0; i < flood; ++i) {
        (void)store.take(std::to_string(i), daily);
        if (i % 50 == 0) CHECK_FALSE(store.take("busy", daily));
    }
    int known = 0;
    for (int i = flood - 1; i >= flood - 200; --i) known += store.take(std::to_string(i), daily) ? 0 : 1;
    CHECK(known == 200);
    CHECK(store.take("0", daily));
}

TEST_CASE("exactly as much is taken as is allowed when eight threads want it", "[store]") {
    constexpr int threads = 8;
    constexpr int wanted = 10'000;
    const bool frozen = GENERATE(true, false);
    const std::shared_ptr<test::Clock> clock = std::make_shared<test::Clock>();
    MemoryStore store;
    if (frozen) clock->freeze();
    store.use_clock(clock);
    const Allowance thousand{.amount = 1'000, .period = 10min};
    std::atomic<int> taken = 0;
    std::vector<std::jthread> all;
    for (int i = 0; i < threads; ++i) {
        all.emplace_back([&] {
            std::array<AllowanceClaim, 1> claims{AllowanceClaim{"shared", thousand}};
            for (int n = 0; n < wanted; ++n) taken += sync_wait(store.take(claims)) ? 1 : 0;
        });
    }
    all.clear();
    CHECK(taken == 1'000);
}

TEST_CASE("threads that want several allowances in another order neither wait for ever nor take too much", "[store]") {
    constexpr int threads = 8;
    FrozenStore store;
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
                taken += sync_wait(store.store.take(claims)) ? 1 : 0;
            }
        });
    }
    all.clear();
    CHECK(taken == 150);
}
