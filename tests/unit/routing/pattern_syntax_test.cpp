#include <catch2/catch.hpp>

#include <string>

#include <serval/routing/pattern_syntax.hpp>

using namespace serval;

namespace {

using enum PatternMistake;

TEST_CASE("well-written patterns have no mistake", "[routing]") {
    const std::string_view pattern = GENERATE(as<std::string_view>{}, "/", "/books", "/books/", "/books/{id}", "/books/{id:int}",
                                              "/{a}/{b:uuid}/{c:slug}/{d:str}", "/files/{rest:path}", "/plates/{code:[A-Z]{3}}",
                                              "/files/{name}.json", "/v{major:int}.{minor:int}", "/{code:[^/]+}/x", "/{_a1}",
                                              "/caf\xc3\xa9/a b", "/{x:(abc)}", "/.well-known/{x}", "/...");
    CAPTURE(pattern);
    REQUIRE(find_mistake(pattern) == no_mistake);
}

TEST_CASE("each mistake in a pattern is told from the others", "[routing]") {
    const auto [pattern, mistake] = GENERATE(table<std::string_view, PatternMistake>({
        {"", no_leading_slash},
        {"books", no_leading_slash},
        {"{id}", no_leading_slash},
        {"/books/{id", unbalanced_braces},
        {"/books/id}", unbalanced_braces},
        {"/books/{id}}", unbalanced_braces},
        {"/books/{code:[A-Z]{3}", unbalanced_braces},
        {"/books/{}", empty_name},
        {"/books/{:int}", empty_name},
        {"/books/{1d}", bad_name},
        {"/books/{book-id}", bad_name},
        {"/books/{ id}", bad_name},
        {"/books/{id}/pages/{id}", repeated_name},
        {"/books/{id:integer}", unknown_converter},
        {"/books/{id: int}", unknown_converter},
        {"/books/{id:}", unknown_converter},
        {"/files/{rest:path}/x", tail_not_last},
        {"/files/{rest:path}.json", tail_not_last},
        {"/files/{name}-{rest:path}", tail_not_last},
        {"/books/{id}{page}", adjacent_parameters},
        {"/{a}/{b}/{c}/{d}/{e}/{f}/{g}/{h}/{i}/{j}/{k}/{l}/{m}/{n}/{o}/{p}/{q}", too_many_parameters},
        {"/books?page={page}", illegal_character},
        {"/books#top", illegal_character},
        {"/100%25", illegal_character},
        {"/a\nb", illegal_character},
        {"//books", dead_segment},
        {"/books//{id}", dead_segment},
        {"/./books", dead_segment},
        {"/books/..", dead_segment},
    }));
    CAPTURE(pattern);
    REQUIRE(find_mistake(pattern) == mistake);
    REQUIRE(explain(mistake) != explain(no_mistake));
}

TEST_CASE("sixteen parameters are as many as a pattern may have", "[routing]") {
    std::string pattern;
    for (char name = 'a'; name < 'a' + static_cast<char>(max_parameters); ++name) pattern.append("/{").append(1, name).append("}");
    REQUIRE(find_mistake(pattern) == no_mistake);
    REQUIRE(find_mistake(pattern + "/{z}") == too_many_parameters);
}

TEST_CASE("the compiler knows a pattern's parameters", "[routing]") {
    STATIC_REQUIRE(parameter_count<"/books"> == 0);
    STATIC_REQUIRE(parameter_count<"/shops/{shop}/books/{id:int}.{format:[a-z]{2,4}}"> == 3);
    STATIC_REQUIRE(has_parameter<"/shops/{shop}/books/{id:int}">("id"));
    STATIC_REQUIRE_FALSE(has_parameter<"/shops/{shop}/books/{id:int}">("i"));
    STATIC_REQUIRE_FALSE(has_parameter<"/shops/{shop}">("shops"));
    STATIC_REQUIRE(parameter_name<"/shops/{shop}/books/{id:int}">(0) == "shop");
    STATIC_REQUIRE(parameter_name<"/shops/{shop}/books/{id:int}">(1) == "id");
    STATIC_REQUIRE(parameter_name<"/shops/{shop}">(1).empty());
}

TEST_CASE("a controller's pattern may be empty", "[routing]") {
    check_pattern<"", EmptyPattern::allowed>();
    check_pattern<"/{id}", EmptyPattern::allowed>();
    STATIC_REQUIRE(find_mistake("") == no_leading_slash);
}

}  // namespace
