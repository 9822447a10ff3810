#include <serval/model/values/ip_address.hpp>

#include <random>

#include "text_forms.hpp"

using namespace serval;
using namespace serval::test;

TEST_CASE("addresses are read in every form and written in the canonical one", "[model][ip]") {
    check_accepted<IpAddress>({{"0.0.0.0", "0.0.0.0"},
                               {"127.0.0.1", "127.0.0.1"},
                               {"255.255.255.255", "255.255.255.255"},
                               {"::", "::"},
                               {"::1", "::1"},
                               {"1::", "1::"},
                               {"0:0:0:0:0:0:0:0", "::"},
                               {"2001:0db8:0000:0000:0000:0000:0002:0001", "2001:db8::2:1"},
                               {"2001:DB8::A", "2001:db8::a"},
                               {"2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"},   // one group alone is not shortened
                               {"2001:0:0:1:0:0:0:1", "2001:0:0:1::1"},            // the longest run is
                               {"2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"},      // and the first of equals
                               {"0:0:1:0:0:1:0:0", "::1:0:0:1:0:0"},
                               {"1:2:3:4:5:6:0:0", "1:2:3:4:5:6::"},
                               {"1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"},
                               {"::ffff:10.0.0.1", "::ffff:10.0.0.1"},
                               {"::FFFF:0a00:0001", "::ffff:10.0.0.1"},
                               {"::10.0.0.1", "::a00:1"},
                               {"64:ff9b::192.0.2.33", "64:ff9b::c000:221"},
                               {"fe80::ffff:ffff:ffff:ffff", "fe80::ffff:ffff:ffff:ffff"}});
}

TEST_CASE("what is no address is refused", "[model][ip]") {
    check_refused<IpAddress>({{"", "empty"},
                              {"1.2.3", "three numbers"},
                              {"1.2.3.4.5", "five numbers"},
                              {"1.2.3.256", "no octet"},
                              {"1.2.3.04", "a leading zero, which some read as octal"},
                              {"1.2.3.", "a number is missing"},
                              {"0x7f.0.0.1", "hexadecimal"},
                              {"127.1", "short for another"},
                              {"2130706433", "one number"},
                              {" 127.0.0.1", "a blank in front"},
                              {"127.0.0.1 ", "a blank behind"},
                              {"127.0.0.1:80", "a port"},
                              {"10.0.0.0/8", "a network"},
                              {"1:2:3:4:5:6:7", "seven groups"},
                              {"1:2:3:4:5:6:7:8:9", "nine groups"},
                              {"1::2::3", "two gaps"},
                              {":::", "three colons"},
                              {"1:2:3:4:5:6:7:8::", "a gap of nothing"},
                              {"12345::", "five digits"},
                              {"g::", "no hexadecimal digit"},
                              {"[::1]", "brackets"},
                              {"fe80::1%eth0", "a zone"},
                              {"::ffff:1.2.3.256", "no octet"},
                              {"::1.2.3.4:5", "IPv4 in the middle"},
                              {"0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000", "longer than any address"}});
    CHECK_FALSE(IpAddress::parse(std::string_view{"127.0.0.1\0", 10}));
    CHECK_THROWS_WITH(IpAddress{"x"}, Catch::Contains("\"x\" is no IPv4 or IPv6 address"));
}

TEST_CASE("an address of one family refuses the other's", "[model][ip]") {
    check_accepted<Ipv4Address>({{"10.0.0.1", "10.0.0.1"}});
    check_accepted<Ipv6Address>({{"2001:DB8::1", "2001:db8::1"}, {"::ffff:10.0.0.1", "::ffff:10.0.0.1"}});
    check_refused<Ipv4Address>({{"::1", "IPv6"}, {"::ffff:10.0.0.1", "IPv4 mapped into IPv6"}, {"10.0.0", "no address"}});
    check_refused<Ipv6Address>({{"10.0.0.1", "IPv4"}, {"1:2", "no address"}});
    CHECK(Ipv4Address{}.to_string() == "0.0.0.0");
    CHECK(Ipv6Address{}.to_string() == "::");
    CHECK(Ipv4Address{"10.0.0.1"}.address() == IpAddress{"10.0.0.1"});
    CHECK_THROWS_WITH(Ipv4Address{"::1"}, "\"::1\" is not of the family IPv4");
    CHECK_THROWS_WITH(Ipv6Address{"10.0.0.1"}, "\"10.0.0.1\" is not of the family IPv6");
}

TEST_CASE("addresses of any octets are read as they were written", "[model][ip]") {
    std::mt19937 random{7};
    for (int i = 0; i < 20'000; ++i) {
        IpAddress::Octets octets;
        for (auto& octet : octets) octet = static_cast<std::uint8_t>(random() % 3 == 0 ? random() : 0);
        const IpAddress v6{octets};
        REQUIRE(read<IpAddress>(written(v6)) == v6);
        const IpAddress v4{std::array<std::uint8_t, 4>{octets[0], octets[1], octets[2], octets[3]}};
        REQUIRE(read<IpAddress>(written(v4)) == v4);
        REQUIRE(v4 < v6);
    }
}

TEST_CASE("every short text is refused, or read as it was written", "[model][ip]") {
    CHECK(check_soup<IpAddress>("0af.:", 6) > 0);
    CHECK(check_soup<IpAddress>("0125.:", 4, "1.2.3.") > 0);
    CHECK(check_soup<IpAddress>("012f.:", 4, "::1:0:") > 0);
}

TEST_CASE("loopback addresses are known, mapped ones too", "[model][ip]") {
    for (const char* text : {"127.0.0.1", "127.255.0.9", "::1", "::ffff:127.0.0.1"}) CHECK(IpAddress{text}.is_loopback());
    for (const char* text : {"126.0.0.1", "128.0.0.1", "::", "::2", "::ffff:10.0.0.1", "::7f00:1"}) {
        CHECK_FALSE(IpAddress{text}.is_loopback());
    }
}

TEST_CASE("a mapped address holds an IPv4 address", "[model][ip]") {
    CHECK(IpAddress{"::ffff:10.0.0.1"}.unmapped() == IpAddress{"10.0.0.1"});
    CHECK(IpAddress{"::10.0.0.1"}.unmapped() == IpAddress{"::10.0.0.1"});
    CHECK(IpAddress{"::ffff:10.0.0.1"} != IpAddress{"10.0.0.1"});
}

TEST_CASE("a network holds the addresses that share its prefix", "[model][ip]") {
    const IpNetwork ten{"10.0.0.0/8"};
    CHECK(ten.contains(IpAddress{"10.0.0.0"}));
    CHECK(ten.contains(IpAddress{"10.255.255.255"}));
    CHECK(ten.contains(IpAddress{"::ffff:10.1.2.3"}));
    CHECK_FALSE(ten.contains(IpAddress{"11.0.0.0"}));
    CHECK_FALSE(ten.contains(IpAddress{"9.255.255.255"}));
    CHECK_FALSE(ten.contains(IpAddress{"a00::"}));

    const IpNetwork odd{"192.168.4.0/22"};
    CHECK(odd.contains(IpAddress{"192.168.7.255"}));
    CHECK_FALSE(odd.contains(IpAddress{"192.168.8.0"}));
    CHECK_FALSE(odd.contains(IpAddress{"192.168.3.255"}));

    CHECK(IpNetwork{"fd00::/8"}.contains(IpAddress{"fdff::1"}));
    CHECK_FALSE(IpNetwork{"fd00::/8"}.contains(IpAddress{"fe00::1"}));
    CHECK(IpNetwork{"::/0"}.contains(IpAddress{"ffff::"}));
    CHECK_FALSE(IpNetwork{"::/0"}.contains(IpAddress{"1.2.3.4"}));
    CHECK(IpNetwork{}.contains(IpAddress{"1.2.3.4"}));
    CHECK(IpNetwork{"::ffff:0:0/96"}.contains(IpAddress{"::ffff:1.2.3.4"}));
}

TEST_CASE("for every prefix size, one bit flipped inside it leaves the network and one behind it does not", "[model][ip]") {
    for (unsigned size = 0; size <= 128; ++size) {
        const IpNetwork network{"::/" + std::to_string(size)};
        for (unsigned bit = 0; bit < 128; ++bit) {
            IpAddress::Octets octets{};
            octets[bit / 8] = static_cast<std::uint8_t>(0x80U >> bit % 8);
            REQUIRE(network.contains(IpAddress{octets}) == (bit >= size));
        }
    }
}

TEST_CASE("networks are written as they are read", "[model][ip]") {
    for (const char* text : {"10.0.0.0/8", "0.0.0.0/0", "1.2.3.4/32", "::1/128", "fd00::/8", "2001:db8::/33"}) {
        CHECK(IpNetwork{text}.to_string() == text);
    }
    CHECK(IpNetwork{"1.2.3.4"}.to_string() == "1.2.3.4/32");
    CHECK(IpNetwork{"::1"}.prefix_size() == 128);
    for (const char* text : {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/08", "10.0.0.0/-1", "10.0.0.0/+8", "10.1.0.0/8",
                             "::/129", "10.0.0.0/8/8", "10/8", "10.0.0.0/255.0.0.0", "10.0.0.0/4294967304"}) {
        INFO(text);
        CHECK_FALSE(IpNetwork::parse(text));
    }
    CHECK_THROWS_WITH(IpNetwork{"10.0.0.1/8"}, Catch::Contains("\"10.0.0.1/8\" is no network"));
}
