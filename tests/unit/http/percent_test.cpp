#include <serval/http/percent.hpp>

#include <catch2/catch.hpp>

using namespace serval;

TEST_CASE("percent encoding is resolved once", "[http]") {
    CHECK(percent_decode("a%20b%2Fc%2f") == "a b/c/");
    CHECK(percent_decode("%2541") == "%41");
    CHECK(percent_decode("caf%C3%A9") == "caf\xC3\xA9");
    CHECK(percent_decode("") == "");
    CHECK(percent_decode("%00") == std::string(1, '\0'));
}

TEST_CASE("plus is a space only where it is asked for", "[http]") {
    CHECK(percent_decode("a+b%2B") == "a+b+");
    CHECK(percent_decode("a+b%2B", Plus::space) == "a b+");
}

TEST_CASE("a percent without two hex digits is refused", "[http]") {
    const auto text = GENERATE(as<std::string_view>{}, "%", "a%2", "%G0", "%0g", "%%20", "%-1", "% 1", "%u0041");
    CHECK_FALSE(percent_decode(text));
    CHECK_FALSE(percent_decode(text, Plus::space, Decoded::any));
}

TEST_CASE("what decodes to other than UTF-8 is refused unless it is wanted", "[http]") {
    CHECK_FALSE(percent_decode("%FF"));
    CHECK_FALSE(percent_decode("%C0%AF"));
    CHECK_FALSE(percent_decode("\xFF"));
    CHECK(percent_decode("%FF", Plus::keep, Decoded::any) == "\xFF");
}

TEST_CASE("an encoded text decodes to itself, whatever its octets", "[http]") {
    std::string all;
    for (int i = 0; i < 256; ++i) all += static_cast<char>(i);
    const auto part = GENERATE(UrlPart::segment, UrlPart::query, UrlPart::any);
    const std::string encoded = percent_encode(all, part);
    CHECK(percent_decode(encoded, Plus::keep, Decoded::any) == all);
    for (const char c : encoded) CHECK((c > 0x20 && c < 0x7F && std::string_view{"\"#<>[]\\^`{|}"}.find(c) == std::string_view::npos));
}

TEST_CASE("each part of a URL keeps what may stand in it", "[http]") {
    CHECK(percent_encode("a/b?c=d&e+f;g@h:i", UrlPart::segment) == "a%2Fb%3Fc=d&e+f;g@h:i");
    CHECK(percent_encode("a/b?c=d&e+f;g@h:i #", UrlPart::query) == "a/b?c%3Dd%26e%2Bf%3Bg@h:i%20%23");
}

TEST_CASE("a text for any part of a URL keeps letters, digits and four marks", "[http]") {
    CHECK(percent_encode("aZ0-._~ '*!()", UrlPart::any) == "aZ0-._~%20%27%2A%21%28%29");
}

TEST_CASE("a megabyte of percent signs is refused at the first", "[http]") {
    CHECK_FALSE(percent_decode(std::string(1 << 20, '%')));
}
