#include "routes.hpp"

#include <array>

#include "routing/route_tree.hpp"

using namespace serval;
using namespace serval::routing_tests;

namespace {

/** How many places a look-up sees among `count` resources with five routes each. */
std::size_t steps_among(std::size_t count, std::string_view path) {
    const std::array<std::string_view, 5> patterns{"", "/{id:int}", "/{slug}", "/{id:int}/parts", "/{slug}/files/{rest:path}"};
    detail::RouteTree tree;
    std::vector<Route> routes;
    for (std::size_t i = 0; i < count; ++i) {
        for (const std::string_view pattern : patterns) {
            routes.push_back(route("GET /resource" + std::to_string(i) + std::string{pattern}));
            REQUIRE(tree.insert(Pattern{routes.back().pattern}, detail::get_method, static_cast<RouteId>(routes.size() - 1)) == std::nullopt);
        }
    }
    tree.seal(routes);
    detail::RouteTree::Result result;
    tree.search(detail::get_method, path, result);
    return result.steps;
}

TEST_CASE("a look-up sees as much among 10 000 routes as among 10", "[routing]") {
    const std::string_view path = GENERATE(as<std::string_view>{}, "/resource1", "/resource1/5", "/resource1/dune", "/resource0/5/parts",
                                           "/resource1/5/files/a/b/c", "/resource1/5/nothing", "/nothing", "/nothing/at/all");
    CAPTURE(path);
    const std::size_t few = steps_among(2, path);
    CHECK(few <= 10);
    CHECK(steps_among(20, path) == few);
    CHECK(steps_among(200, path) == few);
    CHECK(steps_among(2'000, path) == few);
}

TEST_CASE("a long path costs no more than the routes allow", "[routing]") {
    std::string path;
    for (int i = 0; i < 4'000; ++i) path += "/5";
    CHECK(steps_among(20, path) == 1);
    CHECK(steps_among(20, "/resource1" + path) <= 8);
}

TEST_CASE("10 000 routes are found, each one by its own path", "[routing]") {
    Router router;
    for (int i = 0; i < 5'000; ++i) {
        router.add(route("GET /literal" + std::to_string(i)));
        router.add(route("GET /typed" + std::to_string(i) + "/{id:int}"));
    }
    REQUIRE(router.freeze().empty());
    std::vector<PathValue> values;
    RouteId wrong = 0;
    for (RouteId i = 0; i < 5'000; ++i) {
        wrong += router.match(Method::get, "/literal" + std::to_string(i), values).route != 2 * i ? 1 : 0;
        wrong += router.match(Method::get, "/typed" + std::to_string(i) + "/7", values).route != 2 * i + 1 ? 1 : 0;
    }
    CHECK(wrong == 0);
    CHECK(router.match(Method::get, "/literal5000", values).outcome == Match::Outcome::not_found);
}

}  // namespace
