#pragma once

#include <deque>
#include <memory>
#include <string_view>

#include <serval/endpoint/endpoint.hpp>
#include <serval/injection/services.hpp>

namespace serval {

/** Everything that was registered with an app, before it is built. Addresses in it do not change. */
class Registry {
public:
    /** The app's own level. */
    [[nodiscard]] Scope& root() noexcept { return scopes_.front(); }
    /** Every level that endpoints stand in, those around others before them. */
    [[nodiscard]] const std::deque<Scope>& scopes() const noexcept { return scopes_; }
    /** A level inside `parent`. */
    Scope& add_scope(const Scope& parent, std::string_view prefix);
    Endpoint& add(const Scope& scope, Method method, std::string_view pattern, std::unique_ptr<Handler> handler, HandlerKey key);

    [[nodiscard]] Services& services() noexcept { return services_; }
    [[nodiscard]] const std::deque<Endpoint>& endpoints() const noexcept { return endpoints_; }
    [[nodiscard]] std::deque<Endpoint>& endpoints() noexcept { return endpoints_; }

private:
    std::deque<Scope> scopes_ = std::deque<Scope>(1);
    Services services_;
    std::deque<Endpoint> endpoints_;   // after the services: handlers go first
};

}  // namespace serval
