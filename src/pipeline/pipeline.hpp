#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include <serval/caching/cache.hpp>
#include <serval/endpoint/registry.hpp>
#include <serval/http/exchange.hpp>
#include <serval/logging/log.hpp>
#include <serval/problem/error_format.hpp>
#include <serval/routing/router.hpp>
#include <serval/store/shared_store.hpp>
#include <serval/tasks/time_source.hpp>
#include <serval/tasks/worker_pool.hpp>

#include "pipeline/fallbacks.hpp"
#include "pipeline/plan.hpp"

namespace serval {

class StoreOutage;

/** What a pipeline needs beside what was registered. All of it outlives the pipeline. */
struct PipelineOptions {
    Log log{};
    const TimeSource* clock = nullptr;
    WorkerPool* workers = nullptr;
    std::shared_ptr<ResponseCache> cache{};
    std::shared_ptr<SharedStore> store{};
    ErrorFormat error_format = ErrorFormat::problem_json();
    InvalidInput invalid_input = InvalidInput::bad_request;
    bool validate_responses = false;
    bool debug = false;   // clients are told what failed unexpectedly
    TrailingSlash trailing_slash = TrailingSlash::strict;
    std::size_t body_limit = 1024 * 1024;
};

/** Every endpoint of an app with the stages that it uses: what stands between a request and its response.
    Made once, when the app is built; it never changes, and every loop calls it.
*/
class Pipeline final : public Service {
public:
    /** Mistakes found on the way are added to `mistakes`; with any, the pipeline must not be used. */
    Pipeline(Registry& registry, PipelineOptions options, std::vector<std::string>& mistakes);
    ~Pipeline() override;

    void serve(Exchange& exchange) noexcept override;

    /** Render what was refused before it became a request, in the app's error format. Thread-safe. */
    void render_refusal(const Problem& problem, Response& response) const;

    [[nodiscard]] const Router& router() const noexcept { return router_; }
    /** The plan for a request to `path`, of which the router says `match`. */
    [[nodiscard]] const Plan& plan_for(const Match& match, std::string_view path) const;
    /** The plan of what no route and no group's prefix matches: the app's middlewares, and a refusal. */
    [[nodiscard]] const Plan& fallback() const noexcept { return fallbacks_.of_app(); }
    /** The plans of all endpoints, in the order of their registration. */
    [[nodiscard]] const std::vector<Plan>& plans() const noexcept { return plans_; }

    [[nodiscard]] Services& services() const noexcept { return registry_.services(); }
    [[nodiscard]] WorkerPool* workers() const noexcept { return options_.workers; }
    [[nodiscard]] const Log& log() const noexcept { return options_.log; }
    [[nodiscard]] bool tells_unexpected() const noexcept { return options_.debug; }
    [[nodiscard]] std::chrono::system_clock::time_point now() const { return options_.clock->now(); }

private:
    [[nodiscard]] Plan assemble(const Endpoint& endpoint) const;
    void add_route(const Endpoint& endpoint);

    Registry& registry_;
    PipelineOptions options_;
    std::unique_ptr<StoreOutage> outage_;
    std::unique_ptr<StoreOutage> cache_outage_;
    Router router_;
    std::vector<Plan> plans_;
    Fallbacks fallbacks_;
};

}  // namespace serval
