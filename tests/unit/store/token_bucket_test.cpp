#include <catch2/catch.hpp>

#include "store/token_bucket.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

const TokenBucket::Time start{std::chrono::days{20'000}};

struct Taker {
    bool take(TokenBucket::Time now) {
        standing = bucket.stand(allowance, now);
        if (standing.is_allowed) bucket.take(allowance, now);
        return standing.is_allowed;
    }

    Allowance allowance;
    TokenBucket bucket{};
    Standing standing{};
};

Allowance bucket_of(std::uint64_t burst, std::uint64_t amount, std::chrono::seconds period) {
    return {.amount = amount, .period = period, .counting = Counting::token_bucket, .burst = burst};
}

}  // namespace

TEST_CASE("a bucket gives what it holds at once, and then at an even pace", "[store]") {
    Taker taker{bucket_of(3, 60, 60s)};
    for (int i = 0; i < 3; ++i) REQUIRE(taker.take(start));
    CHECK_FALSE(taker.take(start));
    CHECK(taker.standing.wait == 1s);
    CHECK_FALSE(taker.take(start + 999ms));
    CHECK(taker.standing.wait == 1ms);
    CHECK(taker.take(start + 1s));
    CHECK_FALSE(taker.take(start + 1s));
    CHECK(taker.take(start + 2s));
}

TEST_CASE("a bucket is never fuller than full", "[store]") {
    Taker taker{bucket_of(2, 1, 1s)};
    CHECK(taker.take(start));
    CHECK(taker.bucket.idle_at() == start + 1s);
    CHECK(taker.take(start + 1h));
    CHECK(taker.take(start + 1h));
    CHECK_FALSE(taker.take(start + 1h));
}

TEST_CASE("a bucket tells what is in it, and when there is more", "[store]") {
    const Allowance allowance = bucket_of(5, 1, 10s);
    TokenBucket bucket;
    CHECK(bucket.stand(allowance, start).remaining == 5);
    CHECK(bucket.stand(allowance, start).wait == 0s);
    bucket.take(allowance, start);
    bucket.take(allowance, start);
    CHECK(bucket.stand(allowance, start + 4s).remaining == 3);
    CHECK(bucket.stand(allowance, start + 4s).wait == 6s);
    CHECK(bucket.stand(allowance, start + 10s).remaining == 4);
}

TEST_CASE("a pace that is no whole number of nanoseconds never gives too much", "[store]") {
    Taker taker{bucket_of(1, 7, 1s)};
    int taken = 0;
    for (auto now = start; now < start + 1s; now += 10us) taken += taker.take(now) ? 1 : 0;
    CHECK(taken == 7);
}

TEST_CASE("a clock that is set back finds the bucket no emptier than empty", "[store]") {
    Taker taker{bucket_of(2, 1, 1s)};
    CHECK(taker.take(start));
    CHECK_FALSE(taker.take(start - 1h));
    CHECK(taker.standing.wait == 1s);
    CHECK(taker.take(start - 1h + 1s) == false);
    CHECK(taker.take(start + 1s));
}
