#include "routing/route_tree.hpp"

#include <algorithm>

namespace serval::detail {
namespace {

constexpr MethodSet only(std::size_t method) noexcept { return {std::uint64_t{1} << method}; }

void add_route(Ending& ending, std::size_t method, RouteId route) {
    if (ending.routes.size() <= method) ending.routes.resize(method + 1, no_route);
    ending.routes[method] = route;
    ending.allowed.bits |= only(method).bits;
}

void add_automatic_head(Ending& ending, const std::vector<Route>& routes) {
    const RouteId get = ending.route(get_method);
    if (get == no_route || !routes[get].automatic_head || ending.route(head_method) != no_route) return;
    add_route(ending, head_method, get);
}

void add_automatic_options(Ending& ending, const std::vector<Route>& routes) {
    if (ending.route(options_method) != no_route) return;
    ending.automatic_options = std::all_of(ending.routes.begin(), ending.routes.end(), [&](RouteId route) {
        return route == no_route || routes[route].automatic_options;
    });
    if (ending.automatic_options) ending.allowed.bits |= only(options_method).bits;
}

}  // namespace

RouteId Ending::any_route() const noexcept {
    const auto found = std::find_if(routes.begin(), routes.end(), [](RouteId route) { return route != no_route; });
    return found == routes.end() ? no_route : *found;
}

/** One look-up: from a node on, all ways that its segments allow, until one ends at a route for the method.

    A way is taken at most once, for no two lead to the same node: what a hostile path can cost is bounded by the routes.
*/
class RouteTree::Search {
public:
    Search(const RouteTree& tree, std::size_t method, std::string_view path, Result& result) noexcept
        : tree_{tree}, method_{method}, path_{path}, result_{result} {}

    /** @param at        Where the next segment begins; behind the path's end when there is none.
        @param captured  How many values are known so far.
    */
    bool descend(const Node& node, std::size_t at, std::size_t captured) {
        ++result_.steps;
        if (at > path_.size()) return end_at(node);
        const std::size_t end = std::min(path_.find('/', at), path_.size());
        const std::string_view segment = path_.substr(at, end - at);
        const std::uint32_t literal = node.literals.find(segment);
        if (literal != TextTable::none && descend(tree_.nodes_[literal], end + 1, captured)) return true;
        for (const Branch& branch : node.branches) {
            if (follow(branch, at, end, captured)) return true;
        }
        return false;
    }

private:
    bool follow(const Branch& branch, std::size_t at, std::size_t end, std::size_t captured) {
        ++result_.steps;
        if (branch.segment->is_tail()) end = path_.size();
        if (!branch.segment->match(path_.substr(at, end - at), result_.captures + captured)) return false;
        return descend(tree_.nodes_[branch.node], end + 1, captured + branch.segment->parameters().size());
    }

    bool end_at(const Node& node) {
        if (node.ending == TextTable::none) return false;
        const Ending& ending = tree_.endings_[node.ending];
        result_.route = ending.route(method_);
        if (result_.route != no_route) {
            result_.allowed = ending.allowed;
            return true;
        }
        if (result_.sibling == no_route) result_.sibling = ending.any_route();
        result_.allowed.bits |= ending.allowed.bits;
        result_.automatic_options = result_.automatic_options || ending.automatic_options;
        return false;
    }

    const RouteTree& tree_;
    std::size_t method_;
    std::string_view path_;
    Result& result_;
};

std::optional<RouteId> RouteTree::insert(const Pattern& pattern, std::size_t method, RouteId route) {
    std::uint32_t node = 0;
    for (const auto& segment : pattern.segments()) node = child(node, segment);
    const std::uint32_t number = ending_at(node);
    Ending& ending = endings_[number];
    if (ending.route(method) != no_route) return ending.route(method);
    add_route(ending, method, route);
    if (ending_by_route_.size() <= route) ending_by_route_.resize(route + 1, TextTable::none);
    ending_by_route_[route] = number;
    if (pattern.parameters().empty() && whole_.find(pattern.text()) == TextTable::none) whole_.insert(pattern.text(), number);
    return std::nullopt;
}

void RouteTree::seal(const std::vector<Route>& routes) {
    for (Node& node : nodes_) {
        std::stable_sort(node.branches.begin(), node.branches.end(), [](const Branch& a, const Branch& b) {
            return a.segment->goes_before(*b.segment);
        });
    }
    for (Ending& ending : endings_) {
        add_automatic_head(ending, routes);
        add_automatic_options(ending, routes);
    }
}

void RouteTree::search(std::size_t method, std::string_view path, Result& result) const {
    Search{*this, method, path, result}.descend(nodes_.front(), 1, 0);
}

std::vector<const Ending*> RouteTree::endings_in_order() const {
    std::vector<const Ending*> endings;
    collect_endings(nodes_.front(), endings);
    return endings;
}

const Ending* RouteTree::ending_of(RouteId route) const noexcept {
    const std::uint32_t ending = route < ending_by_route_.size() ? ending_by_route_[route] : TextTable::none;
    return ending == TextTable::none ? nullptr : &endings_[ending];
}

std::uint32_t RouteTree::child(std::uint32_t node, const std::shared_ptr<const Segment>& segment) {
    if (segment->is_literal()) {
        const std::string& text = segment->texts().front();
        const std::uint32_t known = nodes_[node].literals.find(text);
        if (known != TextTable::none) return known;
        const std::uint32_t made = new_node();
        nodes_[node].literals.insert(text, made);
        return made;
    }
    for (const Branch& branch : nodes_[node].branches) {
        if (branch.segment->has_shape_of(*segment)) return branch.node;
    }
    const std::uint32_t made = new_node();
    nodes_[node].branches.push_back({segment, made});
    return made;
}

std::uint32_t RouteTree::ending_at(std::uint32_t node) {
    if (nodes_[node].ending == TextTable::none) {
        nodes_[node].ending = static_cast<std::uint32_t>(endings_.size());
        endings_.emplace_back();
    }
    return nodes_[node].ending;
}

std::uint32_t RouteTree::new_node() {
    nodes_.emplace_back();
    return static_cast<std::uint32_t>(nodes_.size() - 1);
}

void RouteTree::collect_endings(const Node& node, std::vector<const Ending*>& endings) const {
    if (node.ending != TextTable::none) endings.push_back(&endings_[node.ending]);
    for (const std::uint32_t literal : node.literals.numbers()) collect_endings(nodes_[literal], endings);
    for (const Branch& branch : node.branches) collect_endings(nodes_[branch.node], endings);
}

}  // namespace serval::detail
