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
struct Several {
    BadPattern pattern;
    std::vector<CrossedBounds> bounds;
    int own = 0;
    static void describe(Fields<Several>& f) { f.on<&Several::own>().multiple_of(0); }
};
struct WrongDefault {
    int field = 0;
    static void describe(Fields<WrongDefault>& f) { f.on<&WrongDefault::field>().otherwise(7).max(3); }
};
struct EmptyDefault {
    std::vector<int> field;
    static void describe(Fields<EmptyDefault>& f) { f.on<&EmptyDefault::field>().items(1, 3).otherwise(std::vector<int>{}); }
};
struct CrossedItems {
    std::vector<int> field;
    static void describe(Fields<CrossedItems>& f) { f.on<&CrossedItems::field>().each().range(2, 1); }
};
struct EmptyRange {
    int field = 0;
    static void describe(Fields<EmptyRange>& f) { f.on<&EmptyRange::field>().exclusive_min(3).max(3); }
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

TEST_CASE("a pattern that RE2 refuses is told by model and field", "[model]") {
    is_refused<BadPattern>("BadPattern", "RE2");
}

TEST_CASE("all that is at odds in what a type leads to is told at once", "[model]") {
    REQUIRE(model_mistakes(named_type<CrossedBounds>()).size() == 1);
    REQUIRE(model_mistakes(named_type<Several>()).size() == 3);
    REQUIRE_THROWS_AS(type_of<Several>(), ModelError);
}

TEST_CASE("a default that breaks its own rules is refused", "[model]") {
    is_refused<WrongDefault>("WrongDefault", "its default 7 breaks its own rules: Ensure this value is less than or equal to 3.");
    REQUIRE_NOTHROW(type_of<EmptyDefault>());   // nothing given, and at least one when something is
    is_refused<CrossedItems>("CrossedItems", "of its items: its least value");
    is_refused<EmptyRange>("EmptyRange", "its least value");
}

TEST_CASE("a type is described once", "[model]") {
    REQUIRE(&type_of<std::vector<int>>() == &type_of<std::vector<int>>());
    REQUIRE(&type_of<const std::vector<int>&>() == &type_of<std::vector<int>>());
}
