#include <serval/authentication/remote_user_auth.hpp>

#include <stdexcept>
#include <string_view>

#include <serval/http/request.hpp>
#include <serval/http/token.hpp>
#include <serval/problem/http_error.hpp>

#include "http/syntax.hpp"
#include "http/utf8.hpp"
#include "middleware/trusted_proxies.hpp"

namespace serval {
namespace {

TrustedProxies proxies_of(const RemoteUserOptions& options) {
    if (options.proxies.empty()) throw std::invalid_argument{"whoever believes proxies says which, in .proxies"};
    TrustedProxies proxies;
    for (const std::string& proxy : options.proxies) {
        if (!proxies.add(proxy)) throw std::invalid_argument{no_proxy(proxy)};
    }
    return proxies;
}

void check_name(const std::string& name) {
    if (!detail::is_token(name)) throw std::invalid_argument{"\"" + name + "\" is no name of a header field"};
}

/** The one value of a field; empty when there is none. */
std::string_view only_value(const Headers& headers, const std::string& name) {
    const auto values = headers.all(name);
    if (values.empty()) return {};
    if (values.size() > 1) throw AuthenticationFailed{"The proxy's field for the user came more than once."};
    if (!detail::is_utf8(values.front())) throw AuthenticationFailed{"The proxy's field for the user is not UTF-8."};
    return values.front();
}

}  // namespace

struct RemoteUserAuth::State {
    RemoteUserOptions options;
    TrustedProxies proxies;
};

RemoteUserAuth::RemoteUserAuth(RemoteUserOptions options) {
    check_name(options.user);
    if (!options.groups.empty()) check_name(options.groups);
    auto proxies = proxies_of(options);
    state_ = std::make_shared<const State>(State{std::move(options), std::move(proxies)});
}

Task<std::optional<User>> RemoteUserAuth::authenticate(Request& request) const {
    const RemoteUserOptions& options = state_->options;
    if (!state_->proxies.believes(own_connection(request))) {
        request.headers().remove(options.user);
        if (!options.groups.empty()) request.headers().remove(options.groups);
        return Task<std::optional<User>>::ready(std::nullopt);
    }
    User told;
    told.id = only_value(request.headers(), options.user);
    if (told.id.empty()) return Task<std::optional<User>>::ready(std::nullopt);
    told.name = told.id;
    if (!options.groups.empty()) {
        for (const std::string_view group : detail::list_elements(only_value(request.headers(), options.groups))) told.roles.emplace_back(group);
    }
    if (!find_) return Task<std::optional<User>>::ready(std::move(told));
    return look_up(std::move(told));
}

Task<std::optional<User>> RemoteUserAuth::look_up(User told) const {
    std::optional<User> user = co_await find_(told);
    if (!user.has_value()) throw AuthenticationFailed{"Nobody is known by what the proxy says.", "user_not_found"};
    co_return user;
}

SecurityScheme RemoteUserAuth::describe() const {
    SecurityScheme scheme = state_->options.scheme;
    if (scheme.name.empty()) scheme.name = "remote_user";
    return scheme;
}

}  // namespace serval
