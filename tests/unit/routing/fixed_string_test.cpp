#include <catch2/catch.hpp>

#include <type_traits>

#include <serval/detail/fixed_string.hpp>

using namespace serval;

namespace {

template <FixedString Prefix>
struct Group {
    template <FixedString Path>
    using Inner = Group<Prefix + Path>;

    static constexpr std::string_view prefix = Prefix.view();
};

TEST_CASE("a text is a template argument, and equal texts are the same type", "[routing]") {
    STATIC_REQUIRE(Group<"/shops">::prefix == "/shops");
    STATIC_REQUIRE(std::is_same_v<Group<"/shops">::Inner<"/{id}">, Group<"/shops/{id}">>);
    STATIC_REQUIRE_FALSE(std::is_same_v<Group<"/shops">, Group<"/shop">>);
}

TEST_CASE("a text may be empty", "[routing]") {
    STATIC_REQUIRE(Group<"">::prefix.empty());
    STATIC_REQUIRE((FixedString{""} + FixedString{"/a"}) == FixedString{"/a"});
    STATIC_REQUIRE(FixedString{""}.size() == 0);
}

TEST_CASE("texts compare by what they say", "[routing]") {
    STATIC_REQUIRE(FixedString{"id"} == FixedString{"id"});
    STATIC_REQUIRE_FALSE(FixedString{"id"} == FixedString{"ids"});
    STATIC_REQUIRE(FixedString{"id"} != FixedString{"di"});
}

}  // namespace
