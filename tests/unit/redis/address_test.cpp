#include <catch2/catch.hpp>

#include <stdexcept>

#include "redis/address.hpp"

using serval::redis::Address;

TEST_CASE("a URL says where Redis is, and as whom it is asked", "[redis]") {
    const Address address = Address::parse("rediss://app:s%40cret@cache.example:7000/3");
    CHECK(address.uses_tls);
    CHECK(address.host == "cache.example");
    CHECK(address.port == 7000);
    CHECK(address.user == "app");
    CHECK(address.password == "s@cret");
    CHECK(address.database == 3);
    CHECK(address.to_string() == "rediss://cache.example:7000/3");
}

TEST_CASE("what a URL leaves out is as usual", "[redis]") {
    const Address address = Address::parse("redis://localhost");
    CHECK_FALSE(address.uses_tls);
    CHECK(address.port == 6379);
    CHECK(address.user.empty());
    CHECK(address.password.empty());
    CHECK(address.database == 0);
    CHECK(Address::parse("redis://:secret@localhost/").password == "secret");
    CHECK(Address::parse("redis://[::1]:7000").host == "::1");
    CHECK(Address::parse("redis://[::1]:7000").to_string() == "redis://[::1]:7000/0");
}

TEST_CASE("a URL may name a Unix socket", "[redis]") {
    const Address address = Address::parse("unix://:secret@/run/redis/a%20b.sock?db=2");
    CHECK(address.path == "/run/redis/a b.sock");
    CHECK(address.password == "secret");
    CHECK(address.database == 2);
    CHECK(address.to_string() == "unix:///run/redis/a b.sock?db=2");
}

TEST_CASE("a wrong URL is refused, and the password not told", "[redis]") {
    for (const auto* url : {"", "localhost:6379", "http://localhost", "redis://", "redis://:6379", "redis://localhost:x", "redis://localhost/first",
                            "redis://localhost/1/2", "redis://user@localhost", "redis://a:%zz@localhost", "unix://host/path", "unix://", "unix:///",
                            "unix:///path?x=1", "unix:///path?db="}) {
        INFO(url);
        CHECK_THROWS_AS(Address::parse(url), std::invalid_argument);
    }
    try {
        (void)Address::parse("redis://app:secret@localhost/first");
        FAIL("it was taken");
    } catch (const std::invalid_argument& error) {
        CHECK_THAT(error.what(), Catch::StartsWith("the URL of Redis names a database that is no number") && !Catch::Contains("secret"));
    }
}
