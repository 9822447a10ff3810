#include <serval/model/values/uuid.hpp>

#include <random>
#include <set>
#include <unordered_set>

#include "text_forms.hpp"

using namespace serval;
using namespace serval::test;

namespace {
constexpr std::string_view canonical = "f81d4fae-7dec-11d0-a765-00a0c91e6bf6";
}

TEST_CASE("a UUID is read hyphenated, bare and as a URN, and written hyphenated in lower case", "[model][uuid]") {
    check_accepted<Uuid>({{canonical, canonical},
                          {"F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6", canonical},
                          {"f81d4fae7dec11d0a76500a0c91e6bf6", canonical},
                          {"urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", canonical},
                          {"00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000000"},
                          {"ffffffff-ffff-ffff-ffff-ffffffffffff", "ffffffff-ffff-ffff-ffff-ffffffffffff"}});
}

TEST_CASE("what is no UUID is refused", "[model][uuid]") {
    check_refused<Uuid>({{"", "empty"},
                         {"f81d4fae-7dec-11d0-a765-00a0c91e6bf", "a digit too few"},
                         {"f81d4fae-7dec-11d0-a765-00a0c91e6bf60", "a digit too many"},
                         {"{f81d4fae-7dec-11d0-a765-00a0c91e6bf6}", "braces"},
                         {"f81d4fae7-dec-11d0-a765-00a0c91e6bf6", "a hyphen in the wrong place"},
                         {"f81d4fae-7dec-11d0-a765-00a0c91e6bg6", "g is no hexadecimal digit"},
                         {"f81d4fae_7dec_11d0_a765_00a0c91e6bf6", "underscores"},
                         {"------------------------------------", "hyphens only"},
                         {"urn:uuid:f81d4fae7dec11d0a76500a0c91e6bf6", "a bare URN"},
                         {"urn:oid::f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "another URN"},
                         {" f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "a blank"},
                         {"f81d4fae7dec11d0a76500a0c91e6bf\xC3", "an octet outside ASCII"}});
}

TEST_CASE("octets that look like digits with other bits set are no hexadecimal digits", "[model][uuid]") {
    std::size_t accepted = 0;
    for (int octet = 0; octet < 256; ++octet) {
        std::string text(32, '0');
        text[17] = static_cast<char>(octet);
        accepted += Uuid::parse(text).has_value() ? 1 : 0;
    }
    CHECK(accepted == 22);
}

TEST_CASE("UUIDs of any octets are read as they were written, and sort as their text does", "[model][uuid]") {
    std::mt19937 random{20240501};
    Uuid previous;
    for (int i = 0; i < 2000; ++i) {
        Uuid::Octets octets;
        for (auto& octet : octets) octet = static_cast<std::uint8_t>(random());
        const Uuid value{octets};
        REQUIRE(read<Uuid>(written(value)) == value);
        REQUIRE((value < previous) == (value.to_string() < previous.to_string()));
        previous = value;
    }
}

TEST_CASE("random UUIDs are of version 4 and RFC 9562's variant, and all different", "[model][uuid]") {
    std::unordered_set<Uuid> seen;
    for (int i = 0; i < 1000; ++i) {
        const Uuid value = Uuid::random();
        REQUIRE(value.version() == 4);
        REQUIRE((value.octets()[8] & 0xC0) == 0x80);
        seen.insert(value);
    }
    CHECK(seen.size() == 1000);
}

TEST_CASE("a time-ordered UUID begins with its milliseconds", "[model][uuid]") {
    const Uuid value = Uuid::time_ordered(0x017F22E279B0);   // the example of RFC 9562, appendix A.6
    CHECK(value.to_string().starts_with("017f22e2-79b0-7"));
    CHECK(value.version() == 7);
    CHECK((value.octets()[8] & 0xC0) == 0x80);
    CHECK(Uuid::time_ordered(0x017F22E279B1) > value);
    CHECK(Uuid::time_ordered(0x017F22E279B0) != value);
}

TEST_CASE("a UUID that is not there is nil", "[model][uuid]") {
    CHECK(Uuid{}.is_nil());
    CHECK_FALSE(Uuid{canonical}.is_nil());
    CHECK(Uuid{canonical}.version() == 1);
    CHECK_THROWS_WITH(Uuid{"x"}, Catch::Contains("\"x\" is no UUID"));
}
