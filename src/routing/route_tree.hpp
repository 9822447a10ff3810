#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include <serval/routing/router.hpp>

#include "routing/segment.hpp"
#include "routing/text_table.hpp"

namespace serval::detail {

/** The places that every router's methods begin with, in the order in which Allow names them. */
enum StandardMethod : std::size_t {
    get_method,
    post_method,
    put_method,
    patch_method,
    delete_method,
    head_method,
    options_method,
};

/** Where a path can end: its routes, one for each method. */
struct Ending {
    std::vector<RouteId> routes;   // by the method's number; no_route, or shorter, where there is none
    MethodSet allowed;
    bool automatic_options = false;

    /** Any of its routes. */
    [[nodiscard]] RouteId any_route() const noexcept;
    [[nodiscard]] RouteId route(std::size_t method) const noexcept {
        return method < routes.size() ? routes[method] : no_route;
    }
};

/** All routes, a level for each segment of their patterns. Grows while the app is built; does not change after seal(). */
class RouteTree {
public:
    /** What a look-up found out. */
    struct Result {
        RouteId route = no_route;
        MethodSet allowed;                      // of the one path when found, otherwise of every path that matched
        bool automatic_options = false;
        RouteId sibling = no_route;             // the first route of another method that was met
        std::size_t steps = 0;                  // nodes and branches looked at: must not grow with the number of routes
        Capture captures[max_parameters];
    };

    RouteTree() : nodes_(1) {}

    /** Let `route` answer `method` on the paths that `pattern` matches; returns the route that does so already, if any. */
    std::optional<RouteId> insert(const Pattern& pattern, std::size_t method, RouteId route);

    /** Bring siblings in order and add the automatic HEAD and OPTIONS. */
    void seal(const std::vector<Route>& routes);

    /** Where a path without parameters ends; null when no pattern is this very text. */
    [[nodiscard]] const Ending* find_whole(std::string_view path) const noexcept {
        const std::uint32_t ending = whole_.find(path);
        return ending == TextTable::none ? nullptr : &endings_[ending];
    }

    /** Look for the route of `path`, decoded, in the order of precedence. */
    void search(std::size_t method, std::string_view path, Result& result) const;

    /** Where routes end, in the order in which a search comes by. */
    [[nodiscard]] std::vector<const Ending*> endings_in_order() const;
    [[nodiscard]] const Ending* ending_of(RouteId route) const noexcept;

private:
    struct Branch {
        std::shared_ptr<const Segment> segment;
        std::uint32_t node;
    };

    struct Node {
        TextTable literals;
        std::vector<Branch> branches;   // segments with parameters, in the order in which they are tried
        std::uint32_t ending = TextTable::none;
    };

    class Search;

    std::uint32_t child(std::uint32_t node, const std::shared_ptr<const Segment>& segment);
    std::uint32_t ending_at(std::uint32_t node);
    std::uint32_t new_node();
    void collect_endings(const Node& node, std::vector<const Ending*>& endings) const;

    std::vector<Node> nodes_;   // the first is the root
    std::vector<Ending> endings_;
    std::vector<std::uint32_t> ending_by_route_;
    TextTable whole_;
};

}  // namespace serval::detail
