#include "http/octet_runs.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

#include "http/target_octets.hpp"

using namespace serval::detail;

// Whatever the place of an octet within a text and whatever stands around it, looking at many finds what looking at each finds.

namespace {

/** Texts of up to three times sixteen plain octets, with each octet there is at each place. */
template <class Check>
void for_every_text(Check check) {
    for (std::size_t size = 1; size <= 48; size += 3) {
        for (std::size_t place = 0; place < size; ++place) {
            for (int octet = 0; octet < 256; ++octet) {
                std::string text(size, 'a');
                text[place] = static_cast<char>(octet);
                check(text);
            }
        }
    }
}

}  // namespace

TEST_CASE("the first octet that no field value may hold is found wherever it stands", "[http]") {
    bool same = true;
    for_every_text([&](const std::string& text) {
        for (const std::size_t from : {std::size_t{0}, text.size() / 2, text.size()}) {
            same = same && find_control(text, from) == find_control_singly(text, from);
        }
    });
    CHECK(same);
    CHECK(find_control("a\tb\x7F", 0) == 3);
    CHECK(find_control("caf\xC3\xA9\x01", 0) == 5);
}

TEST_CASE("a field's name ends where a token does", "[http]") {
    bool same = true;
    for_every_text([&](const std::string& text) {
        for (const std::size_t from : {std::size_t{0}, text.size() / 2, text.size()}) {
            same = same && skip_field_name(text, from) == skip_token(text, from);
        }
    });
    CHECK(same);
    const std::string long_name = "X-" + std::string(40, 'x') + "_y";
    CHECK(skip_field_name(long_name + ": 1", 0) == long_name.size());
}

TEST_CASE("a target ends where it ends for who looks at each octet, and has the same marks", "[http]") {
    constexpr std::uint8_t looked_at = query_mark | fragment_mark | slash_mark | beyond_ascii;
    bool same = true;
    for_every_text([&](const std::string& text) {
        const TargetOctets many = scan_target(text, 0);
        const TargetOctets each = scan_target_singly(text, 0);
        same = same && many.end == each.end && (many.marks & looked_at) == (each.marks & looked_at);
    });
    CHECK(same);
    CHECK((scan_target("/ab?c HTTP/1.1\r\nHost: x", 1).marks & query_mark) != 0);
    CHECK((scan_target("/plain/path HTTP/1.1?#", 0).marks & (query_mark | fragment_mark)) == 0);
}
