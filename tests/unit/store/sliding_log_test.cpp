#include <deque>
#include <random>

#include <catch2/catch.hpp>

#include "store/sliding_log.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

using Time = SlidingLog::Time;

const Time start{std::chrono::days{20'000}};

struct Taker {
    bool take(Time now) {
        standing = log.stand(allowance, now);
        if (standing.is_allowed) log.take(allowance, now);
        return standing.is_allowed;
    }

    Allowance allowance;
    SlidingLog log{};
    Standing standing{};
};

/** Takes at random times for a long while, and looks at every period there was. Returns the most that was taken in one. */
std::size_t most_in_a_period(Allowance allowance, std::chrono::nanoseconds mean_gap, int requests) {
    Taker taker{allowance};
    std::mt19937_64 random{7};
    std::exponential_distribution<double> gap{1.0 / static_cast<double>(mean_gap.count())};
    std::deque<Time> taken;
    std::size_t most = 0;
    Time now = start;
    for (int i = 0; i < requests; ++i) {
        now += std::chrono::nanoseconds{static_cast<std::int64_t>(gap(random))};
        if (!taker.take(now)) continue;
        taken.push_back(now);
        while (taken.front() + allowance.period <= now) taken.pop_front();
        most = std::max(most, taken.size());
    }
    return most;
}

}  // namespace

TEST_CASE("a sliding window allows the amount, and then again as takings become a period old", "[store]") {
    Taker taker{{.amount = 2, .period = 10s}};
    CHECK(taker.take(start));
    CHECK(taker.take(start + 4s));
    CHECK_FALSE(taker.take(start + 4s));
    CHECK(taker.standing.wait == 6s);
    CHECK_FALSE(taker.take(start + 10s - 1ns));
    CHECK(taker.standing.wait == 1ns);
    CHECK(taker.take(start + 10s));
    CHECK_FALSE(taker.take(start + 10s));
    CHECK(taker.standing.wait == 4s);
    CHECK(taker.take(start + 14s));
}

TEST_CASE("a sliding window tells how much remains, and when there is more", "[store]") {
    const Allowance allowance{.amount = 3, .period = 10s};
    SlidingLog log;
    CHECK(log.stand(allowance, start).remaining == 3);
    CHECK(log.stand(allowance, start).wait == 0s);
    log.take(allowance, start);
    log.take(allowance, start + 2s);
    CHECK(log.stand(allowance, start + 3s).remaining == 1);
    CHECK(log.stand(allowance, start + 3s).wait == 7s);
    CHECK(log.idle_at(allowance) == start + 12s);
}

TEST_CASE("what was wanted in vain does not lengthen the wait", "[store]") {
    Taker taker{{.amount = 1, .period = 10s}};
    CHECK(taker.take(start));
    for (int i = 0; i < 20; ++i) CHECK_FALSE(taker.take(start + 5s));
    CHECK(taker.take(start + 10s));
}

TEST_CASE("all of a burst is allowed again exactly one period later, however large the amount", "[store]") {
    for (const std::uint64_t amount : {1U, 128U, 129U, 1'000U}) {
        Taker taker{{.amount = amount, .period = 60s}};
        for (std::uint64_t i = 0; i < amount; ++i) REQUIRE(taker.take(start));
        CHECK_FALSE(taker.take(start + 60s - 1ns));
        for (std::uint64_t i = 0; i < amount; ++i) REQUIRE(taker.take(start + 60s));
        CHECK_FALSE(taker.take(start + 60s));
    }
}

TEST_CASE("in no period is more taken than the amount, whenever it begins", "[store]") {
    for (const std::uint64_t amount : {1U, 7U, 128U, 129U, 1'000U}) {
        INFO(amount);
        const Allowance allowance{.amount = amount, .period = 60s};
        const auto gap = std::chrono::nanoseconds{60s} / static_cast<std::int64_t>(amount);
        CHECK(most_in_a_period(allowance, gap / 2, 20'000) == amount);
        CHECK(most_in_a_period(allowance, gap, 20'000) <= amount);
    }
}

TEST_CASE("a small amount is counted to the nanosecond, a larger one to a 128th of the period", "[store]") {
    Taker few{{.amount = 128, .period = 128s}};
    for (int i = 0; i < 128; ++i) REQUIRE(few.take(start + i * 1ns));
    CHECK_FALSE(few.take(start + 128s - 1ns));
    for (int i = 0; i < 128; ++i) REQUIRE(few.take(start + 128s + i * 1ns));

    Taker many{{.amount = 129, .period = 128s}};
    for (int i = 0; i < 129; ++i) REQUIRE(many.take(start + i * 1ms));
    CHECK_FALSE(many.take(start + 128s));
    CHECK(many.standing.wait == 128ms);
    CHECK(many.take(start + 128s + 128ms));
}

TEST_CASE("a sliding window needs no more memory for large amounts", "[store]") {
    Taker taker{{.amount = 1'000'000, .period = 60s}};
    for (int i = 0; i < 200'000; ++i) REQUIRE(taker.take(start + i * 1ms));
    CHECK(taker.log.octets() <= 2 * 130 * 16);
}

TEST_CASE("times that arrive in another order are no harm", "[store]") {
    Taker taker{{.amount = 3, .period = 10s}};
    CHECK(taker.take(start + 2us));
    CHECK(taker.take(start));
    CHECK(taker.take(start + 1us));
    CHECK_FALSE(taker.take(start + 10s));
    CHECK(taker.take(start + 10s + 2us));
}

TEST_CASE("a clock that is set back by more than a period begins anew", "[store]") {
    Taker taker{{.amount = 1, .period = 10s}};
    CHECK(taker.take(start));
    CHECK_FALSE(taker.take(start - 5s));
    CHECK(taker.take(start - 1h));
    CHECK_FALSE(taker.take(start - 1h));
}

TEST_CASE("an amount that was lowered counts what was taken before", "[store]") {
    Taker taker{{.amount = 4, .period = 10s}};
    for (int i = 0; i < 4; ++i) REQUIRE(taker.take(start + i * 1s));
    taker.allowance.amount = 2;
    CHECK_FALSE(taker.take(start + 4s));
    CHECK(taker.standing.wait == 8s);   // the first three are gone then
    CHECK(taker.take(start + 12s));
}
