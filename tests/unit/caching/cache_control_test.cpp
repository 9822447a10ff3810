#include <chrono>
#include <limits>

#include <catch2/catch.hpp>

#include <serval/caching/cache_control.hpp>

#include "caching/cache_directives.hpp"

using namespace serval;
using namespace std::chrono_literals;

namespace {

CacheDirectives read(std::string_view value) { return CacheDirectives::read(Headers{{"Cache-Control", value}}); }

}  // namespace

TEST_CASE("a Cache-Control is written as it was put together", "[caching]") {
    CHECK(CacheControl{}.text().empty());
    CHECK(CacheControl{}.no_store().text() == "no-store");
    CHECK(CacheControl{}.public_().max_age(1h).s_maxage(10s).text() == "public, max-age=3600, s-maxage=10");
    CHECK(CacheControl{}.private_().no_cache().must_revalidate().text() == "private, no-cache, must-revalidate");
    CHECK(CacheControl{}.max_age(0s).stale_while_revalidate(30s).immutable().text() ==
          "max-age=0, stale-while-revalidate=30, immutable");
}

TEST_CASE("what contradicts itself in a Cache-Control is told, what does not is fine", "[caching]") {
    CHECK(CacheControl{}.public_().max_age(1h).mistakes().empty());
    CHECK(CacheControl{}.private_().no_store().mistakes().empty());
    CHECK(CacheControl{}.public_().private_().mistakes().size() == 1);
    CHECK(CacheControl{}.no_store().max_age(1s).mistakes().size() == 1);
    CHECK(CacheControl{}.private_().s_maxage(1s).mistakes().size() == 1);
    CHECK(CacheControl{}.max_age(-1s).mistakes().size() == 1);
}

TEST_CASE("directives are read whatever their case, among others that are not known", "[caching]") {
    const auto directives = read(R"(x="a, no-store", Max-Age=5, PRIVATE, s-maxage="7", no-cache="Set-Cookie")");
    CHECK(directives.max_age == 5s);
    CHECK(directives.s_maxage == 7s);
    CHECK(directives.is_private);
    CHECK(directives.no_cache);
    CHECK_FALSE(directives.no_store);
    CHECK(read("no-store").no_store);
    CHECK_FALSE(read("").max_age.has_value());
}

TEST_CASE("a time that cannot be believed is no time at all", "[caching]") {
    CHECK(read("max-age=x").max_age == 0s);
    CHECK(read("max-age=").max_age == 0s);
    CHECK(read("max-age").max_age == 0s);
    CHECK(read("max-age=-1").max_age == 0s);
    CHECK(read("max-age=1.5").max_age == 0s);
    CHECK(read("max-age=5, max-age=6").max_age == 0s);
    CHECK(read("max-age=5, max-age=5").max_age == 5s);
    CHECK(read("max-age=99999999999999999999").max_age == 2'147'483'648s);
}
