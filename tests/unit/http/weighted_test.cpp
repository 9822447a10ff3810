#include <serval/http/weighted.hpp>

#include <catch2/catch.hpp>

using namespace serval;

TEST_CASE("a weight is read in thousandths", "[http]") {
    const auto [text, weight] = GENERATE(table<std::string, int>({
        {"a", 1000}, {"a;q=1", 1000}, {"a;q=1.000", 1000}, {"a;q=0", 0}, {"a;q=0.000", 0}, {"a; q=0.5", 500}, {"a ;\tQ=0.25", 250},
        {"a;q=0.001", 1}, {"a;q=.2", 200}, {"a;level=1;q=0.7", 700}, {"a;q=0.7;level=1", 700}, {"a;q=\"0.3\"", 300},
        {"a;q=0.", 0}, {"a;q=0.33333", 334}, {"a;q=0.0001", 1}, {"a;q=1.5", 1000},
    }));
    CHECK(WeightedReader{text}.next()->weight == weight);
}

TEST_CASE("a weight that is malformed counts as 1", "[http]") {
    const auto text = GENERATE(as<std::string>{}, "a;q=", "a;q", "a;q=x", "a;q=-1", "a;q=2", "a;q=0.5x", "a;q=00", "a;q=1e-3");
    CHECK(WeightedReader{text}.next()->weight == 1000);
}

TEST_CASE("a list is read element by element", "[http]") {
    WeightedReader reader{" de-CH , ,en;q=0.8,x;y=\"a,b\";q=0.1,"};
    CHECK(reader.next()->value == "de-CH");
    const auto second = reader.next();
    CHECK(second->value == "en");
    CHECK(second->text == "en;q=0.8");
    CHECK(reader.next()->weight == 100);
    CHECK_FALSE(reader.next());
    CHECK_FALSE(WeightedReader{""}.next());
}

TEST_CASE("what is named counts over the star", "[http]") {
    CHECK(weight_of("gzip", "*;q=0.5, GZip;q=0.2") == 200);
    CHECK(weight_of("br", "gzip, *;q=0") == 0);
    CHECK_FALSE(weight_of("br", "gzip"));
}

TEST_CASE("the name with the highest weight is chosen, the first of equals", "[http]") {
    const std::vector<std::string_view> offered{"br", "gzip"};
    CHECK(negotiate_name("gzip, br", offered) == 0u);
    CHECK(negotiate_name("gzip, br;q=0.9", offered) == 1u);
    CHECK(negotiate_name("*", offered) == 0u);
    CHECK(negotiate_name("br;q=0, *;q=0.1", offered) == 1u);
    CHECK_FALSE(negotiate_name("deflate", offered));
    CHECK_FALSE(negotiate_name("*;q=0", offered));
    CHECK_FALSE(negotiate_name("", offered));
}
