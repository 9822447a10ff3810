#include <chrono>
#include <ctime>

#include <serval/tasks/loop.hpp>

#include "pipeline/pipeline.hpp"
#include "pipeline/stages.hpp"

namespace serval {
namespace {

/** As fine as the kernel's tick, and read without asking the hardware. */
std::chrono::nanoseconds coarse_time() noexcept {
    std::timespec time{};
    ::clock_gettime(CLOCK_MONOTONIC_COARSE, &time);
    return std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec};
}

/** Calls the handler, on the thread that the request is on. */
class EndpointStage : public Stage {
public:
    Flow enter(Run& run) const override {
        return (*run.call).invoke(run.task_context(), run) ? Flow::proceed : Flow::waits;
    }
};

/** The same on a loop, and tells the log when the handler holds it. */
class WatchedEndpointStage final : public EndpointStage {
public:
    explicit WatchedEndpointStage(const Endpoint& endpoint) : endpoint_{endpoint} {}

    Flow enter(Run& run) const override {
        const Loop::Held by{run.exchange().loop(), &endpoint_.pattern};
        const auto began = coarse_time();
        const Flow flow = EndpointStage::enter(run);
        if (const auto held = coarse_time() - began; held > longest_hold) warn(run, held);
        return flow;
    }

private:
    static constexpr std::chrono::milliseconds longest_hold{50};

    void warn(Run& run, std::chrono::nanoseconds held) const {
        const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(held).count();
        run.pipeline().log().warning("a handler held its loop, and every other request on it: add .blocking() to its route",
                                     {{"endpoint", route_name(endpoint_)}, {"milliseconds", milliseconds}});
    }

    const Endpoint& endpoint_;
};

}  // namespace

void call_endpoint(Stages& stages, const Endpoint& endpoint) {
    if (runs_on_workers(endpoint)) stages.push_back(std::make_unique<EndpointStage>());
    else stages.push_back(std::make_unique<WatchedEndpointStage>(endpoint));
}

}  // namespace serval
