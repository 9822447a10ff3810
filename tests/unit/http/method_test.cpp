#include <serval/http/method.hpp>

#include <catch2/catch.hpp>

#include <serval/http/status.hpp>

using namespace serval;

TEST_CASE("a method is known by its exact name", "[http]") {
    STATIC_REQUIRE(Method{"GET"} == Method::get);
    STATIC_REQUIRE(Method{} == Method::get);
    CHECK(Method::parse("PURGE")->name() == "PURGE");
    CHECK_FALSE(*Method::parse("get") == Method::get);
}

TEST_CASE("what is no token is no method", "[http]") {
    const auto name = GENERATE(as<std::string>{}, "", "GE T", "GET\r\n", "GÉT", "{}", "GET/", std::string(23, 'A'));
    CHECK_FALSE(Method::parse(name));
    CHECK_THROWS_AS(Method{name}, std::invalid_argument);
}

TEST_CASE("the longest method fits", "[http]") {
    CHECK(Method{std::string(Method::max_size, 'A')}.name().size() == Method::max_size);
}

TEST_CASE("methods know what the RFC says about them", "[http]") {
    CHECK(Method::query.is_safe());
    CHECK_FALSE(Method::post.is_safe());
    CHECK(Method::delete_.is_idempotent());
    CHECK_FALSE(Method::patch.is_idempotent());
    CHECK(Method::patch.expects_content());
    CHECK_FALSE(Method::delete_.expects_content());
}

TEST_CASE("statuses know their class, their phrase and whether they have content", "[http]") {
    STATIC_REQUIRE(is_client_error(Status::conflict));
    STATIC_REQUIRE_FALSE(is_server_error(Status::conflict));
    STATIC_REQUIRE(is_success(Status{299}));
    STATIC_REQUIRE(forbids_content(Status::no_content));
    STATIC_REQUIRE_FALSE(forbids_content(Status::ok));
    CHECK(reason(Status::content_too_large) == "Content Too Large");
    CHECK(reason(Status{299}) == "Unknown");
}
