#include <exception>

#include <serval/problem/http_error.hpp>
#include <serval/tasks/loop.hpp>

#include "pipeline/pipeline.hpp"
#include "pipeline/plan.hpp"
#include "pipeline/stages.hpp"

namespace serval {

void WorkerLeg::run() noexcept {
    run_.go_in_elsewhere();
    run_.exchange().loop().post([&run = run_] { run.go_out(); });
}

void WorkerLeg::abandon() noexcept {
    run_.exchange().loop().post([&run = run_] { run.resume_with(std::make_exception_ptr(ServiceUnavailable{std::chrono::seconds{1}})); });
}

std::string_view WorkerLeg::origin() const noexcept { return run_.plan().endpoint->pattern; }

namespace {

/** Takes a run to the worker pool, for its handler and the writing of what that gave. */
class WorkerStage final : public Stage {
public:
    Flow enter(Run& run) const override {
        if (!run.pipeline().workers()->try_submit(run.worker_leg)) throw ServiceUnavailable{std::chrono::seconds{1}};
        return Flow::waits;
    }
    std::string describe() const override { return "blocking"; }
};

}  // namespace

void go_to_workers(Stages& stages, const Endpoint& endpoint) {
    if (runs_on_workers(endpoint)) stages.push_back(std::make_unique<WorkerStage>());
}

}  // namespace serval
