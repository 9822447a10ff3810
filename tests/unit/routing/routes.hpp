#pragma once

#include <catch2/catch.hpp>

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <serval/routing/router.hpp>

namespace serval::routing_tests {

/** Routes as people write them: "GET /books/{id}". */
inline Route route(std::string_view text) {
    const std::size_t space = text.find(' ');
    return {.method = Method{text.substr(0, space)}, .pattern = std::string{text.substr(space + 1)}};
}

/** A router of routes without mistakes. */
inline Router router_of(std::initializer_list<std::string_view> routes, TrailingSlash trailing_slash = TrailingSlash::strict) {
    Router router{trailing_slash};
    for (const std::string_view text : routes) router.add(route(text));
    REQUIRE(router.freeze() == std::vector<std::string>{});
    return router;
}

/** What freeze() says of routes with mistakes. */
inline std::vector<std::string> mistakes_of(std::initializer_list<std::string_view> routes) {
    Router router;
    for (const std::string_view text : routes) router.add(route(text));
    return router.freeze();
}

inline std::string_view text(Match::Outcome outcome) {
    switch (outcome) {
        case Match::Outcome::found: return "found";
        case Match::Outcome::not_found: return "not found";
        case Match::Outcome::method_not_allowed: return "method not allowed";
        case Match::Outcome::options: return "options";
        case Match::Outcome::redirect: return "redirect";
        case Match::Outcome::malformed: return "malformed";
    }
    return "?";
}

/** What a look-up says, in one line: the pattern with its values, or the outcome with what belongs to it. */
inline std::string ask(const Router& router, std::string_view request) {
    const std::size_t space = request.find(' ');
    std::vector<PathValue> values;
    const Match match = router.match(Method{request.substr(0, space)}, request.substr(space + 1), values);
    if (match.outcome == Match::Outcome::found) {
        std::string line = router.routes()[match.route].pattern;
        for (const PathValue& value : values) line.append(" ").append(value.name).append("=").append(value.value);
        return line;
    }
    REQUIRE(values.empty());
    std::string line{text(match.outcome)};
    if (match.allowed.bits != 0) line += ": " + router.allow(match.allowed);
    if (match.location.has_value()) line += ": " + *match.location;
    return line;
}

}  // namespace serval::routing_tests
