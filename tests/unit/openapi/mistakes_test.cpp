#include <serval/testing.hpp>

#include <catch2/catch.hpp>

using namespace serval;
using Catch::Contains;

namespace {

struct Thing {
    int id = 0;
};

Thing thing() { return {}; }

}  // namespace

TEST_CASE("two operations of one id are a mistake that names both routes", "[openapi]") {
    App app{test::settings()};
    app.get<"/a/b">(&thing);
    app.get<"/a-b">(&thing);
    CHECK_THROWS_WITH(app.build(), Contains("GET /a-b has the operation id \"getAB\" in the documentation, as GET /a/b has"));
}

TEST_CASE("a header field that cannot be one, or is not to be documented as one, is a mistake", "[openapi]") {
    App app{test::settings()};
    app.get<"/a">(&thing).response_header({.name = "X Total"}).response_header({.name = "content-type"});
    CHECK_THROWS_WITH(app.build(), Contains("GET /a documents a header field \"X Total\", which is no name of one") &&
                                       Contains("GET /a documents Content-Type as a header field"));
}

TEST_CASE("an id of one's own settles it", "[openapi]") {
    App app{test::settings()};
    app.get<"/a/b">(&thing);
    app.get<"/a-b">(&thing).operation_id("other");
    CHECK_NOTHROW(app.build());
}

TEST_CASE("routes that only what their parameters take tells apart are no mistake", "[openapi]") {
    App app{test::settings()};
    app.get<"/a/{id:int}">([](Path<"id", int>) { return Thing{}; });
    app.get<"/a/{id:slug}">([](Path<"id">) { return Thing{}; });
    app.get<"/a/{rest:path}">([](Path<"rest">) { return Thing{}; });
    CHECK_NOTHROW(app.build());
}

TEST_CASE("mistakes of the documentation are told together with the others", "[openapi]") {
    App app{test::settings()};
    app.get<"/a/b">(&thing);
    app.get<"/a-b">(&thing);
    app.get<"/c">(&thing).name("same");
    app.get<"/d">(&thing).name("same");
    try {
        app.build();
        FAIL("the app was built");
    } catch (const AppError& error) {
        CHECK(error.mistakes().size() == 2);
    }
}
