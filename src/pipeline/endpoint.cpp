#include <chrono>
#include <exception>
#include <string>
#include <utility>

#include <serval/problem/http_error.hpp>
#include <serval/tasks/loop.hpp>

#include "pipeline/pipeline.hpp"
#include "pipeline/serialization.hpp"
#include "pipeline/stages.hpp"

namespace serval {

void BlockingCall::run() noexcept {
    std::exception_ptr error;
    try {
        (void)(*run_.call).invoke(run_.task_context(), run_);   // a plain handler: the app is not built with another
        conclude(run_);
    } catch (...) {
        error = std::current_exception();
        run_.call.clear();
        run_.services().clear();   // here, where a roll-back may block
    }
    go_home(std::move(error));
}

void BlockingCall::abandon() noexcept { go_home(std::make_exception_ptr(ServiceUnavailable{std::chrono::seconds{1}})); }

std::string_view BlockingCall::origin() const noexcept { return run_.plan().endpoint->pattern; }

void BlockingCall::go_home(std::exception_ptr error) noexcept {
    run_.exchange().loop().post([&run = run_, error = std::move(error)]() mutable {
        if (error != nullptr) run.resume_with(std::move(error));
        else run.resume();
    });
}

namespace {

/** Calls the handler on the loop. */
class EndpointStage final : public Stage {
public:
    explicit EndpointStage(const Endpoint& endpoint) : endpoint_{endpoint} {}

    Flow enter(Run& run) const override {
        const auto began = Loop::Clock::now();
        const bool ended = (*run.call).invoke(run.task_context(), run);
        if (const auto held = Loop::Clock::now() - began; held > longest_hold) warn(run, held);
        return ended ? Flow::proceed : Flow::waits;
    }

private:
    static constexpr std::chrono::milliseconds longest_hold{50};

    void warn(Run& run, Loop::Clock::duration held) const {
        const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(held).count();
        const std::string name = std::string{endpoint_.method.name()} + " " + endpoint_.pattern;
        run.pipeline().log().warning("a handler held its loop, and every other request on it: add .blocking() to its route",
                                     {{"endpoint", name}, {"milliseconds", milliseconds}});
    }

    const Endpoint& endpoint_;
};

/** Calls the handler on the worker pool, where its result is rendered as well. */
class BlockingEndpointStage final : public Stage {
public:
    Flow enter(Run& run) const override {
        if (!run.pipeline().workers()->try_submit(run.blocking_call)) throw ServiceUnavailable{std::chrono::seconds{1}};
        return Flow::waits;
    }
    std::string describe() const override { return "blocking"; }
};

}  // namespace

void call_endpoint(Stages& stages, const Endpoint& endpoint) {
    if (endpoint.blocking) stages.push_back(std::make_unique<BlockingEndpointStage>());
    else stages.push_back(std::make_unique<EndpointStage>(endpoint));
}

}  // namespace serval
