#include "pipeline/checks.hpp"

#include <algorithm>
#include <set>

#include <serval/http/headers.hpp>
#include <serval/http/token.hpp>
#include <serval/model/type_of.hpp>

#include "pipeline/endpoint_facts.hpp"
#include "pipeline/levels.hpp"

namespace serval {
namespace {

class EndpointCheck {
public:
    EndpointCheck(const Endpoint& endpoint, const Services& services, std::vector<std::string>& mistakes)
        : endpoint_{endpoint},
          services_{services},
          mistakes_{mistakes},
          levels_{endpoint},
          arguments_{endpoint.handler->arguments()},
          responses_{default_status_of(endpoint)} {
        endpoint.handler->describe(responses_);
    }

    void run() {
        check_paths();
        check_arguments();
        check_models();
        check_injections();
        check_controller();
        check_blocking();
        check_status();
        check_headers();
        check_throttles();
        check_authenticators();
        check_caching();
        check_users();
    }

private:
    void note(const std::string& what) { mistakes_.push_back(route_name(endpoint_) + " " + what); }

    void check_paths() {
        for (const Argument& argument : arguments_) {
            if (argument.source != Argument::Source::path || has_parameter(endpoint_, argument.name)) continue;
            note("takes Path<\"" + argument.name + "\", …>, but its pattern has no {" + argument.name + "}");
        }
    }

    void check_arguments() {
        for (const Argument& argument : arguments_) {
            std::vector<std::string> faults = argument.faults;
            if (argument.rules != nullptr) {
                for (std::string& fault : contradictions(*argument.rules)) faults.push_back(std::move(fault));
            }
            for (const std::string& fault : faults) note("takes \"" + argument.name + "\", which is at odds with itself: " + fault);
        }
    }

    void check_models() {
        std::set<std::string> told;
        const auto look = [&](const TypeInfo* type) {
            if (type == nullptr) return;
            for (const std::string& mistake : model_mistakes(*type)) {
                if (told.insert(mistake).second) note("uses a model that is at odds with itself: " + mistake);
            }
        };
        for (const Argument& argument : arguments_) look(argument.type);
        for (const DeclaredResponse& response : responses_.all()) look(response.type);
        for (const DeclaredResponse& response : levels_.gather(&Policies::responses)) look(response.type);
    }

    void check_injections() {
        for (const Argument& argument : arguments_) {
            if (argument.source != Argument::Source::injected) continue;
            const ServiceKey key{argument.injected, argument.injected_name};
            const std::string what = "Inject<" + std::string{key.name} + ">";
            if (services_.knows(key)) check_holding(key, "takes " + what);
            else note("takes " + what + ", which nobody provides: call app.own or app.provide for it");
        }
    }

    void check_controller() {
        const ServiceKey controller = endpoint_.handler->controller();
        if (controller.type == nullptr) return;
        const std::string what = "belongs to \"" + std::string{controller.name} + "\"";
        if (services_.can_give(controller)) check_holding(controller, what);
        else note(what + ", which could not be made");
    }

    /** Whether a service that holds its thread would do so with the loop (said in so many words, it is meant). */
    void check_holding(const ServiceKey& service, const std::string& how) {
        const auto culprit = services_.blocker(service);
        if (!culprit.has_value() || runs_on_workers(endpoint_) || endpoint_.policies.blocking == false) return;
        const std::string by = *culprit == service ? "" : " by way of \"" + std::string{culprit->name} + "\"";
        if (!endpoint_.handler->waits()) {
            note(how + ", which holds its thread" + by + ": add .blocking(), or .blocking(none) where it does not");
        } else if (services_.is_per_request(service)) {
            note(how + ", which holds its thread" + by + " when it is made or ends: return no Task and add .blocking(), or use one of your own "
                       "within co_await on_worker(…)");
        }
    }

    void check_blocking() {
        if (endpoint_.policies.blocking == true && endpoint_.handler->waits()) {
            note("is a coroutine and .blocking(): say one; a coroutine moves blocking work to the workers by co_await on_worker(…)");
        }
    }

    void check_status() {
        for (const DeclaredResponse& response : responses_.all()) {
            if (response.type == nullptr || !forbids_content(response.status)) continue;
            note("answers " + std::to_string(number(response.status)) + ", which has no content, with a body: return NoContent or nothing");
        }
    }

    void check_headers() {
        for (const ResponseHeader& header : levels_.gather(&Policies::response_headers)) {
            if (!detail::is_token(header.name)) note("documents a header field \"" + header.name + "\", which is no name of one");
            else if (same_field_name(header.name, "Content-Type")) note("documents Content-Type as a header field: the type of its content says it");
        }
    }

    void check_throttles() {
        std::set<std::string> counted;
        for (const ThrottlePtr& throttle : levels_.resolve(&Policies::throttles)) {
            for (const std::string& mistake : throttle->mistakes()) note("has a throttle that is wrong: " + mistake);
            if (counted.insert(levels_.scope_of(throttle) + "|" + throttle->name()).second) continue;
            note("has the throttle \"" + throttle->name() + "\" twice: say it once, or give one of them a scope of its own");
        }
    }

    void check_authenticators() {
        const std::vector<AnyMiddleware> around = levels_.gather(&Policies::middlewares);
        for (const AuthenticatorPtr& authenticator : levels_.resolve(&Policies::authentication)) {
            const std::string needed = authenticator->needed_middleware();
            const auto is_it = [&](const AnyMiddleware& middleware) { return middleware.name() == needed; };
            if (needed.empty() || std::any_of(around.begin(), around.end(), is_it)) continue;
            note("authenticates by \"" + authenticator->describe().name + "\", but the middleware \"" + needed +
                 "\" is not there: call .use(…) on the app or the group");
        }
    }

    void check_caching() {
        const CachePolicy cache = levels_.nearest(&Policies::cache).value_or(CachePolicy{});
        for (const std::string& field : cache.fields) {
            if (!detail::is_token(field)) note("caches by a header field \"" + field + "\", which is no name of one");
        }
        const CacheControl control = levels_.nearest(&Policies::cache_control).value_or(CacheControl{});
        for (const std::string& mistake : control.mistakes()) note("has a Cache-Control that is at odds with itself: " + mistake);
        const Setting<std::string>& evicted = endpoint_.policies.evicted_tags;
        if (!evicted.resolve({}).empty() && only_reads(endpoint_)) note("evicts from the cache, but its method changes nothing");
        const bool is_meant = endpoint_.policies.idempotency.has_value() && endpoint_.policies.idempotency->ttl.count() > 0;
        if (is_meant && !idempotency_of(endpoint_).has_value()) note("is .idempotent(), which is for POST and PATCH");
    }

    void check_users() {
        if (!levels_.resolve(&Policies::authentication).empty()) return;
        static constexpr const char* remedy = ", but no authenticator holds there: call .authenticate(…) on the app, the group or the endpoint";
        const auto takes_user = [](const Argument& argument) { return argument.source == Argument::Source::user; };
        if (std::any_of(arguments_.begin(), arguments_.end(), takes_user)) note(std::string{"takes CurrentUser"} + remedy);
        for (const Permission& permission : levels_.resolve(&Policies::permissions)) {
            if (permission.admits(endpoint_.method).only_users) note("permits " + permission.name() + ", which is for users" + remedy);
        }
        if (levels_.is_said(&Policies::authentication)) return;   // switched off for this endpoint: what else is inherited is meant for others
        for (const ThrottlePtr& throttle : levels_.resolve(&Policies::throttles)) {
            if (throttle->needs_user()) note("throttles \"" + throttle->name() + "\", which counts users" + remedy);
        }
        const auto cache = levels_.nearest(&Policies::cache);
        if (cache.has_value() && cache->sharers == Vary::by_user) note("caches by user" + std::string{remedy});
    }

    const Endpoint& endpoint_;
    const Services& services_;
    std::vector<std::string>& mistakes_;
    Levels levels_;
    std::vector<Argument> arguments_;
    DeclaredResponses responses_;
};

void note_middlewares(const std::string& who, const Policies& policies, std::vector<std::string>& mistakes) {
    for (const AnyMiddleware& middleware : policies.middlewares) {
        for (const std::string& wrong : middleware.mistakes()) {
            mistakes.push_back(who + " uses the middleware \"" + middleware.name() + "\", which is at odds with itself: " + wrong);
        }
    }
}

/** Told of the level at which the one stands that comes too late, so that it is told once. */
void note_order(const std::string& who, const std::vector<AnyMiddleware>& around, const Policies& policies, std::vector<std::string>& mistakes) {
    const std::size_t outer = around.size() - policies.middlewares.size();
    for (std::size_t i = outer; i < around.size(); ++i) {
        for (const MiddlewareOrder& order : around[i].order()) {
            const auto is_it = [&](const AnyMiddleware& middleware) { return middleware.name() == order.before; };
            const auto end = around.begin() + static_cast<std::ptrdiff_t>(i);
            if (std::none_of(around.begin(), end, is_it)) continue;
            const std::string remedy = order.before == around[i].name() ? ": leave one of them out" : ": put it before that one";
            mistakes.push_back(who + " uses the middleware \"" + around[i].name() + "\" behind \"" + order.before + "\", " + order.reason + remedy);
        }
    }
}

std::string name_of(const Scope& scope) { return scope.parent == nullptr ? "the app" : "the group \"" + scope.prefix + "\""; }

}  // namespace

void check_middlewares(const Registry& registry, std::vector<std::string>& mistakes) {
    for (const Scope& scope : registry.scopes()) {
        note_middlewares(name_of(scope), scope.policies, mistakes);
        note_order(name_of(scope), Levels{scope}.gather(&Policies::middlewares), scope.policies, mistakes);
    }
    for (const Endpoint& endpoint : registry.endpoints()) {
        note_middlewares(route_name(endpoint), endpoint.policies, mistakes);
        note_order(route_name(endpoint), Levels{endpoint}.gather(&Policies::middlewares), endpoint.policies, mistakes);
    }
}

void check_endpoint(const Endpoint& endpoint, const Services& services, std::vector<std::string>& mistakes) {
    EndpointCheck{endpoint, services, mistakes}.run();
}

}  // namespace serval
