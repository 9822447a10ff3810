#include <serval/routing/router.hpp>

#include <algorithm>

#include "routing/near_names.hpp"

namespace serval {
namespace {

std::string unknown_name(std::string_view name, const std::map<std::string_view, RouteId>& by_name) {
    std::vector<std::string_view> names;
    for (const auto& [known, route] : by_name) names.push_back(known);
    const std::vector<std::string_view> near = detail::near_names(name, std::move(names));
    std::string sentence = "no route is called \"" + std::string{name} + '"';
    for (std::size_t i = 0; i < near.size(); ++i) {
        sentence.append(i == 0 ? "; near are \"" : ", \"").append(near[i]).append("\"");
    }
    return sentence;
}

const UrlValue* find_value(std::span<const UrlValue> values, std::string_view name) {
    const auto found = std::find_if(values.begin(), values.end(), [&](const UrlValue& value) { return value.name == name; });
    return found != values.end() ? &*found : nullptr;
}

/** The values in the order of the pattern's parameters, each of which has one and no other has. */
std::vector<std::string> in_order(const Pattern& pattern, std::span<const UrlValue> values) {
    std::vector<std::string> ordered;
    for (const Parameter& parameter : pattern.parameters()) {
        const UrlValue* value = find_value(values, parameter.name);
        if (value == nullptr) throw UrlError{pattern.text() + " needs a value for {" + parameter.name + "}"};
        ordered.push_back(value->text);
    }
    for (const UrlValue& value : values) {
        const bool is_wanted = std::any_of(pattern.parameters().begin(), pattern.parameters().end(),
                                           [&](const Parameter& parameter) { return parameter.name == value.name; });
        if (!is_wanted) throw UrlError{pattern.text() + " has no {" + value.name + "}"};
        if (find_value(values, value.name) != &value) throw UrlError{"two values are given for {" + value.name + "}"};
    }
    return ordered;
}

}  // namespace

std::string Router::url_for(std::string_view name, std::initializer_list<UrlValue> values) const {
    return url_for(name, std::span<const UrlValue>{values.begin(), values.size()});
}

std::string Router::url_for(std::string_view name, std::span<const UrlValue> values) const {
    const auto found = by_name_.find(name);
    if (found == by_name_.end()) throw UrlError{unknown_name(name, by_name_)};
    const Pattern& route = *patterns_[found->second];
    return fill(route, in_order(route, values));
}

std::string Router::url_for(const HandlerKey& handler, std::span<const std::string> values) const {
    const auto [first, last] = by_handler_.equal_range(handler);
    if (first == last) throw UrlError{"the handler serves no route"};
    const Route& route = routes_[first->second];
    for (auto it = first; it != last; ++it) {
        const Route& other = routes_[it->second];
        if (other.pattern == route.pattern) continue;
        throw UrlError{"the handler serves both " + describe(route) + " and " + describe(other) + ": ask for one of them by name"};
    }
    return fill(*patterns_[first->second], values);
}

void Router::index_names(std::vector<std::string>& mistakes) {
    for (RouteId id = 0; id < routes_.size(); ++id) {
        const Route& route = routes_[id];
        if (route.name.empty() || patterns_[id] == nullptr) continue;
        const auto [known, is_new] = by_name_.emplace(route.name, id);
        const Route& owner = routes_[known->second];
        if (is_new || owner.pattern == route.pattern) continue;
        mistakes.push_back(describe(route) + " has the name of " + describe(owner) + ": \"" + route.name + '"');
    }
}

void Router::index_handlers() {
    for (RouteId id = 0; id < routes_.size(); ++id) {
        if (routes_[id].handler && patterns_[id] != nullptr) by_handler_.emplace(routes_[id].handler, id);
    }
}

}  // namespace serval
