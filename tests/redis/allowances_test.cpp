// What Redis counts is what a store in memory counts, and how it keeps it.
#include <array>
#include <random>

#include <catch2/catch.hpp>

#include "redis/command.hpp"
#include "redis/tested_redis_store.hpp"
#include "unit/store/frozen_store.hpp"

using namespace serval;
using serval::test::FrozenStore;
using serval::test::TestedRedisStore;
using namespace std::chrono_literals;

namespace {

bool is_same(const Standing& a, const Standing& b) {
    return a.is_allowed == b.is_allowed && a.remaining == b.remaining && a.wait == b.wait;
}

}  // namespace

TEST_CASE("Redis and memory say the same of whatever is taken, whenever, of whichever allowances", "[redis]") {
    const std::vector<Allowance> allowances{
        {.amount = 1, .period = 10s},
        {.amount = 7, .period = 128s},
        {.amount = 128, .period = 128s},
        {.amount = 129, .period = 128s},
        {.amount = 200, .period = 128s, .ban = 20s},
        {.amount = 3, .period = 5s, .ban = 60s},
        {.amount = 7, .period = 1s, .counting = Counting::token_bucket, .burst = 5},
        {.amount = 1, .period = 10s, .counting = Counting::token_bucket, .burst = 2, .ban = 15s},
        {.amount = 3'000'000, .period = 1s, .counting = Counting::token_bucket, .burst = 4},
    };
    FrozenStore memory;
    TestedRedisStore redis;
    std::mt19937_64 random{11};
    const auto below = [&random](std::uint64_t bound) { return random() % bound; };
    const std::array<std::chrono::microseconds, 5> steps{0us, 1us, 10ms, 700ms, 9s};
    for (int i = 0; i < 3'000; ++i) {
        const auto step = steps[below(steps.size())] * static_cast<int>(below(3));
        memory.advance(step);
        redis.advance(step);
        std::vector<AllowanceClaim> claims;
        const std::size_t first = below(allowances.size());
        for (std::size_t n = 0; n < 1 + below(2); ++n) {
            const std::size_t which = (first + n) % allowances.size();
            claims.push_back({"key " + std::to_string(which), allowances[which]});
        }
        const Taking taking = below(8) == 0 ? Taking::nothing : Taking::all_or_nothing;
        auto same_claims = claims;
        const bool taken = sync_wait(memory.shared().take(claims, taking));
        INFO(i);
        REQUIRE(sync_wait(redis.shared().take(same_claims, taking)) == taken);
        for (std::size_t n = 0; n < claims.size(); ++n) {
            INFO(claims[n].key << ": " << claims[n].standing.wait.count() << " " << same_claims[n].standing.wait.count());
            REQUIRE(is_same(claims[n].standing, same_claims[n].standing));
        }
    }
}

TEST_CASE("however much is taken, a key needs no more than so many octets of Redis", "[redis]") {
    TestedRedisStore store;
    const Allowance many{.amount = 1'000'000, .period = 60s};
    for (int i = 0; i < 1'000; ++i) {
        REQUIRE(store.take("a", many));
        store.advance(59ms);
    }
    CHECK(store.octets_of("a") > 128 * 9);
    CHECK(store.octets_of("a") < 130 * 14);
}

TEST_CASE("a key of an allowance goes when it is as good as new, or its ban is over", "[redis]") {
    redis::Connections connections{test::shared_redis_options()};
    RedisStore store{test::shared_redis_options()};
    const auto left = [&](const Allowance& allowance, int times) {
        test::command(connections, {"FLUSHALL"}).expect_done();
        std::array<AllowanceClaim, 1> claims{AllowanceClaim{"a", allowance}};
        for (int i = 0; i < times; ++i) (void)sync_wait(store.take(claims));
        return std::chrono::milliseconds{test::command(connections, {"PTTL", "serval:allowance:a"}).number()};
    };
    const auto about = [](std::chrono::milliseconds time) { return Approx(static_cast<double>(time.count())).margin(9'000); };
    CHECK(left({.amount = 5, .period = 100s}, 2).count() == about(100s));
    CHECK(left({.amount = 1, .period = 100s, .ban = 1'000s}, 2).count() == about(1'000s));
    CHECK(left({.amount = 1, .period = 100s, .counting = Counting::token_bucket, .burst = 4}, 2).count() == about(200s));
    CHECK(left({.amount = 5, .period = std::chrono::days{1'000'000}}, 1).count() > 0);
}

TEST_CASE("a script that Redis has forgotten is sent again", "[redis]") {
    redis::Connections connections{test::shared_redis_options()};
    RedisStore store{test::shared_redis_options()};
    sync_wait(store.erase("n"));
    CHECK(sync_wait(store.increment("n", 1, 1h)) == 1);
    test::command(connections, {"SCRIPT", "FLUSH"}).expect_done();
    CHECK(sync_wait(store.increment("n", 1, 1h)) == 2);
}

TEST_CASE("Redis' own time is what counts, whatever clock an app offers", "[redis]") {
    RedisStore store{test::shared_redis_options()};
    const auto clock = std::make_shared<test::Clock>();
    clock->freeze(test::Clock::Time{});
    store.use_clock(clock);
    std::array<AllowanceClaim, 1> claims{AllowanceClaim{"own time", {.amount = 1, .period = 1s}}};
    while (!sync_wait(store.take(claims))) {}
    CHECK_FALSE(sync_wait(store.take(claims)));
    while (!sync_wait(store.take(claims))) {}   // once its second is over
    CHECK(claims.front().standing.remaining == 0);
}

TEST_CASE("what is no allowance of ours fails", "[redis]") {
    redis::Connections connections{test::shared_redis_options()};
    RedisStore store{test::shared_redis_options()};
    test::command(connections, {"SET", "serval:allowance:foreign", "x"}).expect_done();
    std::array<AllowanceClaim, 1> claims{AllowanceClaim{"foreign", {}}};
    CHECK_THROWS_AS(sync_wait(store.take(claims)), StoreError);
}
