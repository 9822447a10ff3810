#include <serval/model/values/slug.hpp>

#include "text_forms.hpp"

using namespace serval;
using namespace serval::test;

TEST_CASE("a slug is made of letters, digits, underscores and hyphens", "[model][slug]") {
    for (const std::string_view text : {"dune", "a-good-read_2", "-", "_", "1984", "A"}) {
        check_accepted<Slug>({{text, text}});
    }
    check_refused<Slug>({{"", "empty"},
                         {"a b", "a blank"},
                         {"a/b", "a slash"},
                         {"a.b", "a dot"},
                         {"ä", "outside ASCII"},
                         {"a\n", "a line break"},
                         {"a@", "an octet next to the letters"}});
}

TEST_CASE("64 of all single octets are a slug", "[model][slug]") {
    std::size_t accepted = 0;
    for (int octet = 0; octet < 256; ++octet) {
        const char c = static_cast<char>(octet);
        accepted += Slug::is_valid({&c, 1}) ? 1 : 0;
    }
    CHECK(accepted == 64);
}

TEST_CASE("a slug's message is the one of its field in DRF", "[model][slug]") {
    CHECK(TextForm<Slug>::message == "Enter a valid \"slug\" consisting of letters, numbers, underscores or hyphens.");
}
