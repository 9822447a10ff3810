#include "complaints.hpp"

#include <catch2/catch.hpp>

using namespace serval;
using Catch::Matchers::Contains;

namespace {

struct ReadAndWriteOnly {
    int field = 0;
    static void describe(Fields<ReadAndWriteOnly>& f) { f.on<&ReadAndWriteOnly::field>().read_only().write_only(); }
};
struct ReadOnlyDefault {
    int field = 0;
    static void describe(Fields<ReadOnlyDefault>& f) { f.on<&ReadOnlyDefault::field>().read_only().otherwise(1); }
};
struct OptionalDefault {
    int field = 0;
    static void describe(Fields<OptionalDefault>& f) { f.on<&OptionalDefault::field>().optional().otherwise(1); }
};
struct CrossedBounds {
    int field = 0;
    static void describe(Fields<CrossedBounds>& f) { f.on<&CrossedBounds::field>().range(2, 1); }
};
struct CrossedSizes {
    std::string field;
    static void describe(Fields<CrossedSizes>& f) { f.on<&CrossedSizes::field>().length(2, 1); }
};
struct MultipleOfNothing {
    int field = 0;
    static void describe(Fields<MultipleOfNothing>& f) { f.on<&MultipleOfNothing::field>().multiple_of(0); }
};
struct SameName {
    int field = 0;
    int other = 0;
    static void describe(Fields<SameName>& f) { f.on<&SameName::other>().rename("field"); }
};
struct SameAlias {
    int field = 0;
    int other = 0;
    static void describe(Fields<SameAlias>& f) { f.on<&SameAlias::field>().alias("other"); }
};
struct BadPattern {
    std::string field;
    static void describe(Fields<BadPattern>& f) { f.on<&BadPattern::field>().pattern("(?=x)"); }
};
struct Outer {
    std::optional<std::vector<SameName>> inner;
};

template <class T>
void is_refused(const char* model, const char* why) {
    REQUIRE_THROWS_WITH(type_of<T>(), Contains(model) && Contains("\"field\"") && Contains(why));
    REQUIRE_THROWS_AS(type_of<T>(), std::logic_error);
}

}  // namespace

TEST_CASE("a description at odds with itself is refused, by model and field", "[model]") {
    is_refused<ReadAndWriteOnly>("ReadAndWriteOnly", "both read-only and write-only");
    is_refused<ReadOnlyDefault>("ReadOnlyDefault", "never taken from input");
    is_refused<OptionalDefault>("OptionalDefault", ".optional() and .otherwise()");
    is_refused<CrossedBounds>("CrossedBounds", "least value");
    is_refused<CrossedSizes>("CrossedSizes", "least size");
    is_refused<MultipleOfNothing>("MultipleOfNothing", "multiple");
    is_refused<SameName>("SameName", "another field has that name");
    REQUIRE_THROWS_WITH(type_of<SameAlias>(), Contains("SameAlias") && Contains("another field has that name"));
}

TEST_CASE("a mistake further in shows with the outermost type", "[model]") {
    is_refused<Outer>("SameName", "another field has that name");
}

TEST_CASE("a pattern that RE2 refuses is refused when it is described", "[model]") {
    REQUIRE_THROWS_AS(type_of<BadPattern>(), std::invalid_argument);
}

TEST_CASE("a type is described once", "[model]") {
    REQUIRE(&type_of<std::vector<int>>() == &type_of<std::vector<int>>());
    REQUIRE(&type_of<const std::vector<int>&>() == &type_of<std::vector<int>>());
}
