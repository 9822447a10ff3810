#include "pipeline/levels.hpp"

#include <algorithm>

#include "pipeline/endpoint_facts.hpp"

namespace serval {

Levels::Levels(const Endpoint& endpoint) : endpoint_{&endpoint} {
    levels_.push_back(&endpoint.policies);
    add_outwards(endpoint.scope);
}

Levels::Levels(const Scope& scope) { add_outwards(&scope); }

void Levels::add_outwards(const Scope* scope) {
    for (; scope != nullptr; scope = scope->parent) levels_.push_back(&scope->policies);
    std::reverse(levels_.begin(), levels_.end());
}

std::vector<AnyMiddleware> Levels::outer_middlewares() const {
    std::vector<AnyMiddleware> all;
    for (auto level = levels_.begin(); level + 1 != levels_.end(); ++level) {
        all.insert(all.end(), (*level)->middlewares.begin(), (*level)->middlewares.end());
    }
    return all;
}

std::vector<std::shared_ptr<const ErrorTranslator>> Levels::error_translators() const {
    std::vector<std::shared_ptr<const ErrorTranslator>> all;
    for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
        all.insert(all.end(), (*level)->error_translators.begin(), (*level)->error_translators.end());
    }
    return all;
}

std::string Levels::scope_of(const ThrottlePtr& throttle) const {
    if (std::string own = throttle->scope(); !own.empty()) return "scope " + own;
    for (const Scope* scope = endpoint_->scope; scope != nullptr; scope = scope->parent) {
        if (scope->policies.throttles.says(throttle)) return "within " + scope->prefix;
    }
    return route_name(*endpoint_);
}

}  // namespace serval
