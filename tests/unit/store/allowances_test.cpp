#include <array>
#include <atomic>
#include <thread>

#include <catch2/catch.hpp>

#include "unit/store/frozen_store.hpp"

using namespace serval;
using serval::test::FrozenStore;
using namespace std::chrono_literals;

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
