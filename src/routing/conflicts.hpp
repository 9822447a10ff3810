#pragma once

#include <memory>
#include <string>
#include <vector>

#include <serval/routing/router.hpp>

namespace serval::detail {

class RouteTree;

/** The sentence for two routes of one method and shape. */
[[nodiscard]] std::string duplicate(const Route& first, const Route& second);

/** A sentence for each route that can never match, because one that is tried before it takes all its requests.
    Found are those behind a parameter that takes any text by an expression; what other expressions cover cannot be told.
*/
[[nodiscard]] std::vector<std::string> find_shadowed(const RouteTree& tree, const std::vector<Route>& routes,
                                                     const std::vector<std::unique_ptr<const Pattern>>& patterns);

}  // namespace serval::detail
