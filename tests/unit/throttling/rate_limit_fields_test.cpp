#include <catch2/catch.hpp>

#include "throttling/rate_limit_fields.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

Headers fields_of(const std::vector<AllowanceClaim>& claims) {
    RateLimitFields fields;
    for (const AllowanceClaim& claim : claims) fields.add("\"p\"", claim);
    Headers headers;
    fields.put_into(headers);
    return headers;
}

}  // namespace

TEST_CASE("each policy tells its quota and window, and what remains of it", "[throttling]") {
    const Headers headers = fields_of({
        {.allowance = {.amount = 100, .period = 60s}, .standing = {.is_allowed = true, .remaining = 42, .wait = 1500ms}},
        {.allowance = {.amount = 1000, .period = 24h}, .standing = {.is_allowed = true, .remaining = 1000}},
    });
    CHECK(headers.find("RateLimit-Policy") == "\"p\";q=100;w=60, \"p\";q=1000;w=86400");
    CHECK(headers.find("RateLimit") == "\"p\";r=42;t=2, \"p\";r=1000;t=0");
}

TEST_CASE("the quota of a bucket is what it holds, its window the time in which it is filled", "[throttling]") {
    const AllowanceClaim claim{.allowance = {.amount = 3, .period = 10s, .counting = Counting::token_bucket, .burst = 5},
                      .standing = {.remaining = 0, .wait = 1ns}};
    CHECK(fields_of({claim}).find("RateLimit-Policy") == "\"p\";q=5;w=17");
    CHECK(fields_of({claim}).find("RateLimit") == "\"p\";r=0;t=1");
}

TEST_CASE("without a policy there are no fields", "[throttling]") { CHECK(fields_of({}).find("RateLimit") == std::nullopt); }

TEST_CASE("a policy's name is a string of structured fields, whatever it says", "[throttling]") {
    CHECK(RateLimitFields::policy_name("user 100/60s") == "\"user 100/60s\"");
    CHECK(RateLimitFields::policy_name("a\"b\\c\n\xC3\xBC") == "\"a\\\"b\\\\c???\"");
}

TEST_CASE("no number is larger than structured fields allow", "[throttling]") {
    const AllowanceClaim claim{.allowance = {.amount = UINT64_MAX, .period = 1s}, .standing = {.is_allowed = true, .remaining = UINT64_MAX}};
    CHECK(fields_of({claim}).find("RateLimit-Policy") == "\"p\";q=999999999999999;w=1");
    CHECK(fields_of({claim}).find("RateLimit") == "\"p\";r=999999999999999;t=0");
}
