#include "pipeline/fallbacks.hpp"

#include <utility>

#include "pipeline/levels.hpp"
#include "pipeline/stages.hpp"

namespace serval {
namespace {

/** The app's middlewares wrap it, as they wrap everything; those of groups are for endpoints. */
Plan app_plan(const Policies& app, const ErrorFormat& error_format, InvalidInput invalid_input) {
    Plan plan;
    plan.error_format = app.error_format.value_or(error_format);
    plan.invalid_input = app.invalid_input.value_or(invalid_input);
    plan.error_translators = app.error_translators;
    enter_middlewares(plan.stages, app.middlewares);
    check_method(plan.stages);
    plan.close();
    return plan;
}

bool tells_failures(const Policies& policies) { return policies.error_format.has_value() || !policies.error_translators.empty(); }

}  // namespace

Fallbacks::Fallbacks(Registry& registry, const ErrorFormat& error_format, InvalidInput invalid_input) {
    const Policies& app = registry.root().policies;
    app_ = app_plan(app, error_format, invalid_input);
    for (const Scope& scope : registry.scopes()) {
        if (scope.prefix.empty() || !tells_failures(scope.policies)) continue;
        const Levels levels{scope};
        for (const std::string_view beneath : {"", "/", "/{all_beneath:path}"}) {
            prefixes_.add({.method = Method::get, .pattern = scope.prefix + std::string{beneath}});
            Plan& plan = plans_.emplace_back(app_plan(app, error_format, invalid_input));
            plan.error_format = levels.nearest(&Policies::error_format).value_or(error_format);
            plan.error_translators = levels.error_translators();
        }
    }
    static_cast<void>(prefixes_.freeze());   // what is wrong with a prefix is told of its routes
}

const Plan& Fallbacks::of(std::string_view path) const {
    if (plans_.empty()) return app_;
    std::vector<PathValue> values;
    const Match match = prefixes_.match(Method::get, path, values);
    return match.outcome == Match::Outcome::found ? plans_[match.route] : app_;
}

}  // namespace serval
