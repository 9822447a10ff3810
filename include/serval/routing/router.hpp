#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <serval/http/method.hpp>
#include <serval/http/request.hpp>
#include <serval/routing/handler_key.hpp>
#include <serval/routing/pattern.hpp>
#include <serval/routing/url.hpp>

namespace serval {

namespace detail {
class RouteTree;
}

/** A route's number: 0 for the one added first, and so on. */
using RouteId = std::uint32_t;

inline constexpr RouteId no_route = 0xffff'ffff;

/** What becomes of a path that would have matched with a slash more, or less, at its end. */
enum class TrailingSlash : std::uint8_t {
    strict,     // it does not match
    redirect,   // the client is sent to the path that matches
    ignore,     // it matches
};

/** Some of a router's methods. */
struct MethodSet {
    std::uint64_t bits = 0;   // bit i is the router's method number i

    friend bool operator==(MethodSet, MethodSet) = default;
};

/** What is said of a route when it is added. */
struct Route {
    Method method;
    std::string pattern{};                  // in full, with the prefixes of its groups
    std::string name{};                     // for url_for; empty when it has none
    std::vector<Parameter> types{};         // the path arguments of its handler, each with the converter it brings along
    HandlerKey handler{};                   // for url_for by handler
    bool automatic_head = true;             // a GET route answers HEAD as well
    bool automatic_options = true;          // false on any route of a path leaves OPTIONS there to its routes
};

/** What became of a look-up. */
struct Match {
    enum class Outcome : std::uint8_t {
        found,                // `route`
        not_found,            // 404
        method_not_allowed,   // 405 with `allowed`
        options,              // OPTIONS that no route answers: 204 with `allowed`
        redirect,             // to `location`
        malformed,            // 400: the path is not what RFC 3986 and UTF-8 make of one
    };

    Outcome outcome = Outcome::not_found;
    RouteId route = no_route;   // method_not_allowed, options: one of the path's, for what is said of its group
    MethodSet allowed{};      // found: of the route's path; method_not_allowed, options: of every path that matches
    std::optional<std::string> location{};   // a path, percent-encoded as it came, without the query
};

/** Finds the route of a request, and the URL of a route.

    Routes are added, then frozen once, which reports every mistake in them; from then on it does not change and every
    thread may ask it. A look-up takes time in proportion to the path's length, whatever the number of routes, and
    locks nothing; one for a path without parameters allocates nothing.

    Of several patterns that match a path, segment by segment from the left: text goes before parameters; then int, uuid,
    regular expressions and arguments' own types, in the order in which they were added; then slug; then str; then path.
    Of two alike the one with more text around it goes first. What leads nowhere (further right, or for want of
    the method) is taken back and the next one tried. A regular expression sees a segment decoded.

    The path is split at its slashes first and decoded after that, once: `%2F` is part of a value. Malformed are: a `%`
    without two hexadecimal digits, controls and NUL, what is not UTF-8, and "." or ".." between two slashes, encoded or not.
*/
class Router {
public:
    explicit Router(TrailingSlash trailing_slash = TrailingSlash::strict);
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;
    ~Router();

    /** Take one more route. Mistakes in it are reported by freeze().
        @throws std::logic_error when frozen, std::length_error when it brings the 65th method.
    */
    RouteId add(Route route);

    /** End the adding and get ready to match.
        @return  Every mistake, a sentence each, naming its routes: patterns, expressions that RE2 refuses, two routes for the
                 same requests, routes that others keep all requests from, a name for two patterns. Empty when all is well.
        @throws std::logic_error when frozen before.
    */
    [[nodiscard]] std::vector<std::string> freeze();

    /** The route for a request. Before freeze() there is none.
        @param path    As it was sent, without the query. `*` (RFC 9110 §9.3.7) stands for all paths.
        @param values  Filled with the values of the route's parameters when found, otherwise emptied.
        Thread-safe once frozen.
    */
    [[nodiscard]] Match match(const Method& method, std::string_view path, std::vector<PathValue>& values) const;

    /** All routes in the order in which they were added. */
    [[nodiscard]] const std::vector<Route>& routes() const noexcept { return routes_; }
    /** A route's pattern taken apart; null when it has a mistake or is a duplicate, and before freeze(). */
    [[nodiscard]] const Pattern* pattern(RouteId route) const noexcept { return patterns_.at(route).get(); }

    /** The methods allowed where `route` is, automatic ones included. */
    [[nodiscard]] MethodSet allowed(RouteId route) const noexcept;
    /** The value of an Allow field (RFC 9110 §10.2.1), in the order GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS, then others as
        they were added.
    */
    [[nodiscard]] std::string allow(MethodSet methods) const;

    /** The path of the route called `name`, percent-encoded.
        @throws UrlError when there is none (it says which names are near), or when `values` are not what the pattern needs.
        Thread-safe once frozen, as are the other two.
    */
    [[nodiscard]] std::string url_for(std::string_view name, std::initializer_list<UrlValue> values = {}) const;
    [[nodiscard]] std::string url_for(std::string_view name, std::span<const UrlValue> values) const;
    /** The path of the one pattern that `handler` serves, with its parameters' values in their order. */
    [[nodiscard]] std::string url_for(const HandlerKey& handler, std::span<const std::string> values) const;

private:
    void plant_routes(std::vector<std::string>& mistakes);
    void index_names(std::vector<std::string>& mistakes);
    void index_handlers();
    [[nodiscard]] std::size_t method_index(const Method& method) const noexcept;
    void look_up(std::size_t method, std::string_view path, std::vector<PathValue>& values, Match& match) const;
    void look_up_exactly(std::size_t method, std::string_view path, std::vector<PathValue>& values, Match& match) const;
    void allow_everything(Match& match) const;

    TrailingSlash trailing_slash_;
    bool frozen_ = false;
    std::vector<Method> methods_;
    std::vector<Route> routes_;
    std::vector<std::unique_ptr<const Pattern>> patterns_;
    std::map<std::string_view, RouteId> by_name_;
    std::multimap<HandlerKey, RouteId> by_handler_;
    std::unique_ptr<detail::RouteTree> tree_;
};

/** A route as people read it: "GET /books/{id}". */
[[nodiscard]] std::string describe(const Route& route);

}  // namespace serval
