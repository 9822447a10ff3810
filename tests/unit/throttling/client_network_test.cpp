#include <catch2/catch.hpp>

#include "throttling/client_network.hpp"

using namespace serval;

TEST_CASE("an IPv4 address is a client, an IPv6 network of 64 bits is one", "[throttling]") {
    CHECK(client_network("203.0.113.7") == "203.0.113.7");
    CHECK(client_network("::ffff:203.0.113.7") == "203.0.113.7");
    CHECK(client_network("2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::/64");
    CHECK(client_network("2001:db8:1:2::7") == client_network("2001:db8:1:2:ffff::"));
    CHECK(client_network("2001:db8:1:3::7") != client_network("2001:db8:1:2::7"));
    CHECK(client_network("fe80::1%eth0") == "fe80::/64");
}

TEST_CASE("what is no address stands for itself", "[throttling]") {
    CHECK(client_network("") == "");
    CHECK(client_network("unix:/run/app") == "unix:/run/app");
}
