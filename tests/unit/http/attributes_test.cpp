#include <serval/http/attributes.hpp>

#include <catch2/catch.hpp>

using namespace serval;

TEST_CASE("one value of each type is kept", "[http]") {
    Attributes attributes;
    CHECK(attributes.find<int>() == nullptr);
    attributes.put(1);
    attributes.put(std::string{"a"});
    attributes.put(2);
    REQUIRE(attributes.find<int>() != nullptr);
    CHECK(*attributes.find<int>() == 2);
    CHECK(*attributes.find<std::string>() == "a");
    attributes.clear();
    CHECK(attributes.find<std::string>() == nullptr);
}

TEST_CASE("a value that can only be moved is kept too", "[http]") {
    Attributes attributes;
    attributes.put(std::make_unique<int>(7));
    CHECK(**attributes.find<std::unique_ptr<int>>() == 7);
}
