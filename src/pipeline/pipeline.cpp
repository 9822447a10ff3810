#include "pipeline/pipeline.hpp"

#include <exception>
#include <utility>

#include "pipeline/checks.hpp"
#include "pipeline/endpoint_facts.hpp"
#include "pipeline/levels.hpp"
#include "pipeline/run.hpp"
#include "pipeline/stages.hpp"
#include "store/store_outage.hpp"

namespace serval {

/** The order, and why. What an endpoint does not use is not there.

    On the way back, the cache stores and the middlewares leave, in the reverse of the order in which they were entered.
*/
Plan Pipeline::assemble(const Endpoint& endpoint) const {
    const Levels levels{endpoint};
    Plan plan;
    plan.endpoint = &endpoint;
    plan.error_translators = levels.error_translators();
    plan.error_format = levels.nearest(&Policies::error_format).value_or(options_.error_format);
    plan.body_limit = levels.nearest(&Policies::body_limit).value_or(options_.body_limit);
    plan.default_status = default_status_of(endpoint);
    plan.invalid_input = levels.nearest(&Policies::invalid_input).value_or(options_.invalid_input);
    plan.is_hidden = levels.nearest(&Policies::hidden).value_or(false);
    plan.validates_responses = levels.nearest(&Policies::validate_responses).value_or(options_.validate_responses);
    plan.may_lack_store = options_.store->may_be_away();

    const auto authenticators = levels.resolve(&Policies::authentication);
    for (const AuthenticatorPtr& authenticator : authenticators) {
        if (std::string challenge = authenticator->challenge(); !challenge.empty()) plan.challenges.push_back(std::move(challenge));
    }

    Stages& stages = plan.stages;
    enter_middlewares(stages, levels.outer_middlewares());               // they wrap everything, 404 and 405 included
    check_method(stages);                                                // a wrong method is wrong for everybody (PIPE-02)
    enter_middlewares(stages, endpoint.policies.middlewares);            // an endpoint's own, now that there is an endpoint
    negotiate_content(stages, endpoint);                                 // no work for an answer that nobody would take
    authenticate_user(stages, authenticators);                           // finds out who asks, refuses nobody for silence
    check_permissions(stages, levels.resolve(&Policies::permissions));   // whoever may not, spends no quota (PIPE-03)
    apply_throttles(stages, levels, *options_.store, *outage_);          // before the body is read, which costs
    validate_input(stages, endpoint);                                    // all of it at once, and no wrong input meets the cache
    look_up_cache(stages, endpoint, levels.nearest(&Policies::cache).value_or(CachePolicy{}), options_.cache, *cache_outage_);
    keep_idempotent(stages, endpoint, *options_.store, *outage_);        // a repeat changes nothing, and evicts nothing
    evict_from_cache(stages, endpoint, levels.resolve(&Policies::evicted_tags), options_.cache, *cache_outage_);
    say_cache_control(stages, levels.nearest(&Policies::cache_control).value_or(CacheControl{}));   // inside of the cache, which heeds it
    go_to_workers(stages, endpoint);                                     // for what holds its thread, to the end of the way in
    call_endpoint(stages, endpoint);
    serialize_output(stages, plan);
    plan.close();
    return plan;
}

Pipeline::Pipeline(Registry& registry, PipelineOptions options, std::vector<std::string>& mistakes)
    : registry_{registry},
      options_{std::move(options)},
      outage_{std::make_unique<StoreOutage>(options_.log, "the store")},
      cache_outage_{std::make_unique<StoreOutage>(options_.log, "the cache's store")},
      router_{options_.trailing_slash},
      fallbacks_{registry, options_.error_format, options_.invalid_input} {
    check_middlewares(registry, mistakes);
    for (Endpoint& endpoint : registry.endpoints()) {
        try {
            check_endpoint(endpoint, registry.services(), mistakes);
            endpoint.handler->prepare(registry.services());
            Plan plan = assemble(endpoint);
            add_route(endpoint);
            plans_.push_back(std::move(plan));
        } catch (const std::exception& error) {
            mistakes.push_back(route_name(endpoint) + " cannot be described: " + error.what());
        }
    }
    for (std::string& mistake : router_.freeze()) mistakes.push_back(std::move(mistake));
}

void Pipeline::add_route(const Endpoint& endpoint) {
    Route route;
    route.method = endpoint.method;
    route.pattern = endpoint.pattern;
    route.name = endpoint.name;
    route.types = path_types(endpoint);
    route.handler = endpoint.key;
    route.automatic_head = endpoint.automatic_head;
    route.automatic_options = endpoint.automatic_options;
    router_.add(std::move(route));
}

Pipeline::~Pipeline() = default;

const Plan& Pipeline::plan_for(const Match& match, std::string_view path) const {
    return match.route != no_route ? plans_[match.route] : fallbacks_.of(path);
}

void Pipeline::render_refusal(const Problem& problem, Response& response) const {
    fallback().error_format.render(problem, Request{}, response);
}

void Pipeline::serve(Exchange& exchange) noexcept {
    if (exchange.state == nullptr) exchange.state = std::make_unique<Run>(*this, exchange);
    static_cast<Run&>(*exchange.state).begin();
}

}  // namespace serval
