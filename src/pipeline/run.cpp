#include "pipeline/run.hpp"

#include <exception>
#include <utility>

#include <serval/problem/http_error.hpp>

#include "pipeline/failure.hpp"
#include "pipeline/onion.hpp"
#include "pipeline/pipeline.hpp"
#include "pipeline/stage.hpp"

namespace serval {

Run::Run(const Pipeline& pipeline, Exchange& exchange)
    : pipeline_{pipeline},
      exchange_{exchange},
      services_{pipeline.services()},
      task_context_{TaskContext{exchange.loop(), exchange.cancellation, pipeline.workers(), &pipeline.fallback().origin()}} {}

Run::~Run() = default;

void Run::begin() noexcept {
    services_.begin(request());
    position_ = 0;
    going_in_ = true;
    try {
        match_ = pipeline_.router().match(request().method(), request().path(), request().mutable_path_values());
        plan_ = &pipeline_.plan_for(match_, request().path());
    } catch (...) {
        plan_ = &pipeline_.fallback();
        answer_failure(*this, std::current_exception());
        going_in_ = false;
    }
    request().set_route(plan_->endpoint != nullptr ? std::string_view{plan_->endpoint->pattern} : std::string_view{});
    task_context_->origin = &plan_->origin();
    go();
}

Cancellation& Run::cancel_by(Cancellation& cancellation) noexcept {
    const TaskContext before = *task_context_;
    task_context_.emplace(TaskContext{before.loop, cancellation, before.workers, before.origin});
    return before.cancellation;
}

void Run::resume() noexcept {
    resuming_ = true;
    go();
}

void Run::resume_with(std::exception_ptr error) noexcept {
    failure_ = std::move(error);
    resume();
}

void Run::go_in_elsewhere() noexcept {
    ++position_;   // past the stage that brought it here
    while (going_in_) (void)step_in();
}

void Run::body_failed(Problem problem) { resume_with(std::make_exception_ptr(HttpError{std::move(problem)})); }

void Run::go() noexcept {
    while (going_in_ ? step_in() : step_out()) {
    }
}

bool Run::step_in() noexcept {
    if (position_ == plan_->stages.size()) {
        going_in_ = false;
        return true;
    }
    const Stage& stage = *plan_->stages[position_];
    const Flow flow = guarded([&] { return resuming_ ? go_on(stage) : stage.enter(*this); });
    if (flow == Flow::proceed) ++position_;
    if (flow == Flow::answered) going_in_ = false;
    return flow != Flow::waits;
}

bool Run::step_out() noexcept {
    while (position_ > plan_->first_wrapping && !plan_->stages[position_ - 1]->wraps()) --position_;
    if (position_ <= plan_->first_wrapping) {
        finish();
        return false;
    }
    const Stage& stage = *plan_->stages[position_ - 1];
    const Flow flow = guarded([&] { return resuming_ ? go_on(stage) : stage.leave(*this); });
    if (flow != Flow::waits) --position_;
    return flow != Flow::waits;
}

Flow Run::go_on(const Stage& stage) {
    resuming_ = false;
    if (failure_ != nullptr) std::rethrow_exception(std::exchange(failure_, nullptr));
    return stage.resume(*this);
}

template <class Act>
Flow Run::guarded(Act act) noexcept {
    try {
        return act();
    } catch (...) {
        answer_failure(*this, std::current_exception());
        let_go();   // on this thread, where a roll-back may block, and before middlewares leave
        return Flow::answered;
    }
}

void Run::let_go() noexcept {
    call.clear();
    services_.clear();
}

void Run::finish() noexcept {
    let_go();
    layers.clear();
    awaited_.emplace<std::monostate>();
    exchange_.finish();
}

}  // namespace serval
