#include <catch2/catch.hpp>

#include <serval/routing/pattern.hpp>

using namespace serval;

namespace {

TEST_CASE("a pattern tells its parameters and their converters", "[routing]") {
    const Pattern pattern{"/{a}/{b:int}-{c:[x-z]{2}}/{d:path}"};
    const std::vector<Parameter>& parameters = pattern.parameters();
    REQUIRE(parameters.size() == 4);
    CHECK(parameters[0].name == "a");
    CHECK(parameters[0].converter == Converter{});
    CHECK(parameters[1].converter.kind == Converter::Kind::integer);
    CHECK(parameters[2].converter == Converter::regex("[x-z]{2}"));
    CHECK(parameters[3].name == "d");
    CHECK(parameters[3].converter.kind == Converter::Kind::path);
    REQUIRE(pattern.segments().size() == 3);
}

TEST_CASE("without its converters a pattern is what OpenAPI calls a path", "[routing]") {
    REQUIRE(Pattern{"/{a}/{b:int}-{c:[x-z]{2}}/{d:path}"}.template_text() == "/{a}/{b}-{c}/{d}");
    REQUIRE(Pattern{"/"}.template_text() == "/");
}

TEST_CASE("an argument's type brings a converter where none is written", "[routing]") {
    const std::vector<Parameter> types{{"id", {Converter::Kind::integer}}, {"name", {Converter::Kind::uuid}}};
    const Pattern pattern{"/{id}/{name:slug}", types};
    CHECK(pattern.parameters()[0].converter.kind == Converter::Kind::integer);
    CHECK(pattern.parameters()[1].converter.kind == Converter::Kind::slug);
}

TEST_CASE("an argument whose name the pattern lacks is a mistake", "[routing]") {
    const std::vector<Parameter> types{{"key", {}}};
    REQUIRE_THROWS_WITH((Pattern{"/books/{id}", types}),
                        "/books/{id}: has no {key}, which an argument of the handler asks for");
}

TEST_CASE("a pattern with a mistake is refused with a sentence", "[routing]") {
    REQUIRE_THROWS_WITH(Pattern{"/books/{id"}, "/books/{id: has a brace without its partner");
    REQUIRE_THROWS_WITH(Pattern{"/\xff"}, Catch::EndsWith("is not UTF-8"));
    REQUIRE_THROWS_WITH(Pattern{"/{code:[}"}, Catch::StartsWith("/{code:[}: RE2 refuses \"[\": "));
    REQUIRE_THROWS_AS(Pattern{"/{a:x)(y}-{b}"}, PatternError);
}

}  // namespace
