#include <serval/routing/router.hpp>

#include <stdexcept>

#include "routing/conflicts.hpp"
#include "routing/path_text.hpp"
#include "routing/route_tree.hpp"

namespace serval {
namespace {

constexpr std::size_t max_methods = 64;   // the bits of a MethodSet

/** Fill `values`, whose strings keep their memory from one request to the next. */
void take_values(const Pattern& pattern, const detail::RouteTree::Result& result, std::vector<PathValue>& values) {
    const std::vector<Parameter>& parameters = pattern.parameters();
    values.resize(parameters.size());
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        values[i].name = parameters[i].name;
        const std::string_view value = result.captures[i].view();
        values[i].value.assign(value.data(), value.size());
        detail::restore_slashes(values[i].value);
    }
}

/** The path with a slash less at its end, or with one more. */
std::string with_other_slash(std::string_view path) {
    if (path.ends_with('/')) return std::string{path.substr(0, path.size() - 1)};
    return std::string{path} + '/';
}

}  // namespace

Router::Router(TrailingSlash trailing_slash)
    : trailing_slash_{trailing_slash},
      methods_{Method::get, Method::post, Method::put, Method::patch, Method::delete_, Method::head, Method::options},
      tree_{std::make_unique<detail::RouteTree>()} {}

Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;
Router::~Router() = default;

RouteId Router::add(Route route) {
    if (frozen_) throw std::logic_error{describe(route) + " was added to a router that is frozen"};
    if (method_index(route.method) == methods_.size()) {
        if (methods_.size() == max_methods) throw std::length_error{"a router has at most 64 different methods"};
        methods_.push_back(route.method);
    }
    routes_.push_back(std::move(route));
    patterns_.emplace_back();
    return static_cast<RouteId>(routes_.size() - 1);
}

std::vector<std::string> Router::freeze() {
    if (frozen_) throw std::logic_error{"the router is frozen already"};
    frozen_ = true;
    std::vector<std::string> mistakes;
    plant_routes(mistakes);
    tree_->seal(routes_);
    const std::vector<std::string> shadowed = detail::find_shadowed(*tree_, routes_, patterns_);
    mistakes.insert(mistakes.end(), shadowed.begin(), shadowed.end());
    index_names(mistakes);
    index_handlers();
    return mistakes;
}

void Router::plant_routes(std::vector<std::string>& mistakes) {
    for (RouteId id = 0; id < routes_.size(); ++id) {
        const Route& route = routes_[id];
        try {
            patterns_[id] = std::make_unique<const Pattern>(route.pattern, route.types);
        } catch (const PatternError& error) {
            mistakes.push_back(std::string{route.method.name()} + ' ' + error.what());
            continue;
        }
        const auto same = tree_->insert(*patterns_[id], method_index(route.method), id);
        if (!same) continue;
        mistakes.push_back(detail::duplicate(routes_[*same], route));
        patterns_[id].reset();
    }
}

Match Router::match(const Method& method, std::string_view path, std::vector<PathValue>& values) const {
    Match match;
    const std::size_t number = method_index(method);
    const detail::Ending* whole = tree_->find_whole(path);
    if (whole != nullptr && whole->route(number) != no_route) {
        match.outcome = Match::Outcome::found;
        match.route = whole->route(number);
        match.allowed = whole->allowed;
        values.clear();
        return match;
    }
    look_up(number, path, values, match);
    if (match.outcome != Match::Outcome::found) values.clear();
    return match;
}

void Router::look_up(std::size_t method, std::string_view path, std::vector<PathValue>& values, Match& match) const {
    if (path == "*" && method == detail::options_method) return allow_everything(match);
    look_up_exactly(method, path, values, match);
    if (match.outcome != Match::Outcome::not_found || trailing_slash_ == TrailingSlash::strict) return;
    // "//shop.example/" as a Location would send the client to another host (RFC 3986 §4.2).
    if (path == "/" || path.starts_with("//")) return;
    std::string other = with_other_slash(path);
    look_up_exactly(method, other, values, match);
    if (match.outcome == Match::Outcome::not_found || trailing_slash_ == TrailingSlash::ignore) return;
    match = {Match::Outcome::redirect, no_route, {}, std::move(other)};
}

void Router::look_up_exactly(std::size_t method, std::string_view path, std::vector<PathValue>& values, Match& match) const {
    std::string scratch;
    const auto decoded = path.starts_with('/') ? detail::decode_path(path, scratch) : std::nullopt;
    if (!decoded) {
        match.outcome = Match::Outcome::malformed;
        return;
    }
    detail::RouteTree::Result result;
    tree_->search(method, *decoded, result);
    match.allowed = result.allowed;
    if (result.route != no_route) {
        match.outcome = Match::Outcome::found;
        match.route = result.route;
        take_values(*patterns_[result.route], result, values);
    } else if (result.allowed.bits != 0) {
        const bool answers_itself = method == detail::options_method && result.automatic_options;
        match.outcome = answers_itself ? Match::Outcome::options : Match::Outcome::method_not_allowed;
        match.route = result.sibling;
    }
}

void Router::allow_everything(Match& match) const {
    match.outcome = Match::Outcome::options;
    for (const detail::Ending* ending : tree_->endings_in_order()) match.allowed.bits |= ending->allowed.bits;
}

std::size_t Router::method_index(const Method& method) const noexcept {
    std::size_t index = 0;
    for (const Method& known : methods_) {
        if (known == method) break;
        ++index;
    }
    return index;
}

MethodSet Router::allowed(RouteId route) const noexcept {
    const detail::Ending* ending = tree_->ending_of(route);
    return ending != nullptr ? ending->allowed : MethodSet{};
}

std::string Router::allow(MethodSet methods) const {
    std::string text;
    for (std::size_t i = 0; i < methods_.size(); ++i) {
        if ((methods.bits >> i & 1U) == 0) continue;
        if (!text.empty()) text += ", ";
        text += methods_[i].name();
    }
    return text;
}

std::string describe(const Route& route) { return std::string{route.method.name()} + ' ' + route.pattern; }

}  // namespace serval
