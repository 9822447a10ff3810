#include <catch2/catch.hpp>

#include "routing/near_names.hpp"

using namespace serval;
using namespace serval::detail;

namespace {

TEST_CASE("the distance of two texts is the number of edits between them", "[routing]") {
    CHECK(edit_distance("", "") == 0);
    CHECK(edit_distance("book", "book") == 0);
    CHECK(edit_distance("", "book") == 4);
    CHECK(edit_distance("book", "") == 4);
    CHECK(edit_distance("book", "books") == 1);
    CHECK(edit_distance("kitten", "sitting") == 3);
}

TEST_CASE("near names come nearest first and three at most", "[routing]") {
    using Names = std::vector<std::string_view>;
    CHECK(near_names("book-detial", {"film-list", "book-detail", "book-details"}) == Names{"book-detail", "book-details"});
    CHECK(near_names("ab", {"aa", "ac", "ad", "ae"}) == Names{"aa", "ac", "ad"});
    CHECK(near_names("health", {"book-detail"}).empty());
}

}  // namespace
