#include <serval/http/base64.hpp>

#include <catch2/catch.hpp>

#include <random>

using namespace serval;

namespace {

std::string random_octets(std::mt19937& random, std::size_t size) {
    std::string octets(size, '\0');
    for (char& c : octets) c = static_cast<char>(random());
    return octets;
}

}  // namespace

TEST_CASE("base64 of RFC 4648's test vectors", "[http][base64]") {
    const std::vector<std::pair<std::string, std::string>> vectors{
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"}};
    for (const auto& [octets, text] : vectors) {
        CHECK(to_base64(octets) == text);
        CHECK(from_base64(text) == octets);
        const std::string bare = text.substr(0, text.find('='));
        CHECK(to_base64url(octets) == bare);
        CHECK(from_base64url(bare) == octets);
    }
}

TEST_CASE("the two alphabets differ in their last two characters", "[http][base64]") {
    CHECK(to_base64("\xFB\xEF\xFF") == "++//");
    CHECK(to_base64url("\xFB\xEF\xFF") == "--__");
    CHECK_FALSE(from_base64("--__"));
    CHECK_FALSE(from_base64url("++//"));
}

TEST_CASE("octets of any size are read as they were written", "[http][base64]") {
    std::mt19937 random{4648};
    for (std::size_t size = 0; size < 300; ++size) {
        const std::string octets = random_octets(random, size);
        REQUIRE(from_base64(to_base64(octets)) == octets);
        REQUIRE(from_base64url(to_base64url(octets)) == octets);
    }
}

TEST_CASE("base64 that another spelling stands for, or none, is refused", "[http][base64]") {
    for (const char* text : {"Zg", "Zg=", "Zm8", "Zm9vY", "Z", "=", "==", "====", "Z===", "Zg==Zg==", "Zm=v", "Zg==\n", "Zm 9",
                             "Zh==", "Zm9=", "Zm9v\r\nYmFy", "Zm9\xC3", "Zm9-", "Zg==="}) {
        INFO(text);
        CHECK_FALSE(from_base64(text));
    }
    for (const char* text : {"Zg==", "Z", "Zh", "Zm9", "Zm9vY", "Zm9v=", "Zm9 "}) {
        INFO(text);
        CHECK_FALSE(from_base64url(text));
    }
}

TEST_CASE("of all texts of four characters, each that is read is what its octets are written as", "[http][base64]") {
    static constexpr std::string_view alphabet = "AQgwB/+=\n\xFF";
    std::size_t accepted = 0;
    for (std::size_t i = 0; i < 10'000; ++i) {
        const std::string text{alphabet[i % 10], alphabet[i / 10 % 10], alphabet[i / 100 % 10], alphabet[i / 1000]};
        const auto octets = from_base64(text);
        if (!octets) continue;
        ++accepted;
        REQUIRE(to_base64(*octets) == text);
    }
    // Seven letters: 7^4 whole groups; before padding, only A, Q, g and w leave the two or four unused bits zero.
    CHECK(accepted == 7 * 7 * 7 * 7 + 7 * 7 * 4 + 7 * 4);
}
