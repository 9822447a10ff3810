#include <serval/endpoint/registry.hpp>

#include <string>
#include <utility>

namespace serval {

Scope& Registry::add_scope(const Scope& parent, std::string_view prefix) {
    return scopes_.emplace_back(Scope{&parent, parent.prefix + std::string{prefix}, {}, {}});
}

Endpoint& Registry::add(const Scope& scope, Method method, std::string_view pattern, std::unique_ptr<Handler> handler, HandlerKey key) {
    Endpoint& endpoint = endpoints_.emplace_back();
    endpoint.method = method;
    endpoint.pattern = scope.prefix + std::string{pattern};
    if (endpoint.pattern.empty()) endpoint.pattern = "/";
    endpoint.scope = &scope;
    endpoint.handler = std::move(handler);
    endpoint.key = key;
    return endpoint;
}

}  // namespace serval
