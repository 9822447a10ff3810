#include "http/transfer_decoder.hpp"

#include <catch2/catch.hpp>

using serval::detail::TransferDecoder;

namespace {

/** What `text` decodes to, fed one character at a time; "refused" when it does not. */
std::string decoded(std::string_view encoding, std::string_view text) {
    TransferDecoder decoder;
    REQUIRE(decoder.begin(encoding));
    std::string out;
    for (const char c : text) {
        if (!decoder.decode({&c, 1}, out)) return "refused";
    }
    return decoder.is_complete() ? out : "refused";
}

}  // namespace

TEST_CASE("base64 is decoded across lines", "[http]") {
    CHECK(decoded("Base64", "") == "");
    CHECK(decoded("base64", "VGVzdCAxMjM=") == "Test 123");
    CHECK(decoded("base64", "VGVz\r\ndCAx\r\nMjM=\r\n") == "Test 123");
    CHECK(decoded("base64", "YQ==") == "a");
    CHECK(decoded("base64", "+/+/") == "\xFB\xFF\xBF");
}

TEST_CASE("malformed base64 is refused", "[http]") {
    const auto text = GENERATE(as<std::string_view>{}, "Y", "YQ", "YQ=", "YQ===", "=", "YWJj=", "Y===", "YQ==YQ==", "Y-_=", "YW J");
    CHECK(decoded("base64", text) == "refused");
}

TEST_CASE("quoted-printable is decoded", "[http]") {
    CHECK(decoded("quoted-printable", "foo=3Dbar=\r\n baz\r\n=c3=A9") == "foo=bar baz\r\n\xC3\xA9");
}

TEST_CASE("malformed quoted-printable is refused", "[http]") {
    const auto text = GENERATE(as<std::string_view>{}, "=", "=3", "=G0", "=0G", "=\r", "=\n ", "==3D");
    CHECK(decoded("Quoted-Printable", text) == "refused");
}

TEST_CASE("an encoding that changes nothing is none, an unknown one is refused", "[http]") {
    TransferDecoder decoder;
    CHECK(decoder.begin("binary"));
    CHECK(decoder.begin("8BIT"));
    CHECK(decoder.is_identity());
    CHECK_FALSE(decoder.begin("x-uuencode"));
    CHECK(decoder.begin("base64"));
    CHECK_FALSE(decoder.is_identity());
}
