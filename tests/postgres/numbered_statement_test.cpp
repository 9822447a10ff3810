#include <catch2/catch.hpp>

#include <serval/sql/errors.hpp>

#include "sql/postgres/numbered_statement.hpp"

using serval::sql::postgres::number_parameters;

namespace {

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("parameters are numbered in the order of their names, each once", "[sql]") {
    const auto statement = number_parameters("select :a, :b_2 where x = :a and y=:_c");
    CHECK(statement.sql == "select $1, $2 where x = $1 and y=$3");
    CHECK(statement.names == Names{"a", "b_2", "_c"});
    CHECK(number_parameters(":x").sql == "$1");
    CHECK(number_parameters("").sql.empty());
}

TEST_CASE("a cast is no parameter, also behind one", "[sql]") {
    const auto statement = number_parameters("select '1'::int, :a::text, x := 1");
    CHECK(statement.sql == "select '1'::int, $1::text, x := 1");
    CHECK(statement.names == Names{"a"});
}

TEST_CASE("what is quoted or said in a comment stays as it is", "[sql]") {
    for (const std::string text : {"select ':a', 'it''s :b'", "select \":a\" from \"x\"\":b\"", "select E'it\\'s :a'", "select e'\\\\' || 'x:a'",
                                   "select 1 -- what :a is; :b\n+ 1", "select 1 /* :a /* :b */ ; :c */ + 1", "select $$:a$$, $t$ $$ :b; $t$",
                                   "select 1 : 2", "select ':a", "select 1 /* :a", "select $$ :a", "select 1 --", "select E'\\"}) {
        CAPTURE(text);
        CHECK(number_parameters(text).sql == text);
        CHECK(number_parameters(text).names.empty());
    }
    CHECK(number_parameters("select a$1$:b").names == Names{"b"});   // a name may hold a dollar
    CHECK(number_parameters("select 'a\\' || :b").names == Names{"b"});
    CHECK(number_parameters("select type'x' || :b").names == Names{"b"});
}

TEST_CASE("a parameter needs a name, and what is run is one statement", "[sql]") {
    using Catch::Matchers::Contains;
    CHECK_THROWS_WITH(number_parameters("select $1"), Contains(":name"));
    CHECK_THROWS_WITH(number_parameters("select 1; select 2"), Contains("more than one"));
    CHECK_THROWS_WITH(number_parameters("select 1;:a"), Contains("more than one"));
    CHECK(number_parameters("select 1; -- no more\n /* at all */ ; ").names.empty());
}
