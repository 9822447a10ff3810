#include "routing/conflicts.hpp"

#include <algorithm>

#include "routing/route_tree.hpp"

namespace serval::detail {
namespace {

/** Whether every path of `other` is one of `pattern`. */
bool covers(const Pattern& pattern, const Pattern& other) {
    const auto& mine = pattern.segments();
    const auto& theirs = other.segments();
    for (std::size_t i = 0; i < mine.size(); ++i) {
        if (i == theirs.size()) return false;
        const bool takes_rest = mine[i]->is_tail() && mine[i]->texts().front().empty();
        if (takes_rest) return !theirs[i]->is_literal() || !theirs[i]->texts().front().empty();
        if (!mine[i]->covers(*theirs[i])) return false;
    }
    return mine.size() == theirs.size();
}

bool has_greedy_expression(const Pattern& pattern) {
    return std::any_of(pattern.segments().begin(), pattern.segments().end(),
                       [](const auto& segment) { return segment->is_greedy_expression(); });
}

bool is_automatic(std::size_t method, const Route& route) { return method == head_method && route.method != Method::head; }

}  // namespace

std::string duplicate(const Route& first, const Route& second) {
    return describe(second) + " matches the same requests as " + describe(first) +
           ": remove one of them, or give it another method or pattern";
}

std::vector<std::string> find_shadowed(const RouteTree& tree, const std::vector<Route>& routes,
                                       const std::vector<std::unique_ptr<const Pattern>>& patterns) {
    std::vector<RouteId> greedy;   // met so far, so tried before all that follow
    std::vector<std::string> shadowed;
    for (const Ending* ending : tree.endings_in_order()) {
        for (std::size_t method = 0; method < ending->routes.size(); ++method) {
            const RouteId later = ending->routes[method];
            if (later == no_route || is_automatic(method, routes[later])) continue;
            const auto by = std::find_if(greedy.begin(), greedy.end(), [&](RouteId earlier) {
                return routes[earlier].method == routes[later].method && covers(*patterns[earlier], *patterns[later]);
            });
            if (by != greedy.end()) {
                shadowed.push_back(describe(routes[later]) + " can never match: " + describe(routes[*by]) +
                                   " takes all its requests");
            } else if (has_greedy_expression(*patterns[later])) {
                greedy.push_back(later);
            }
        }
    }
    return shadowed;
}

}  // namespace serval::detail
