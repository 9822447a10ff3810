#include <serval/tasks/chain.hpp>

#include <serval/tasks/loop.hpp>

#include <cstdio>
#include <exception>

namespace serval::detail {

bool Chain::start(std::coroutine_handle<> first, const TaskContext& context, TaskWaiter& waiter) noexcept {
    context_.emplace(context);
    waiter_ = &waiter;
    next_ = first;
    run();
    return ended_;
}

void Chain::run() noexcept {
    const Loop::Held held{context_->loop, context_->origin};
    running_ = true;
    while (next_ != nullptr) std::exchange(next_, nullptr).resume();
    running_ = false;
}

void Chain::run_and_tell() noexcept {
    run();
    if (ended_) waiter_->task_finished();   // the last thing done: the waiter may destroy the chain
}

void Chain::expect_ended() const noexcept {
    if (waiter_ == nullptr || ended_) return;
    std::fputs("serval: a task was destroyed before it had finished; ask for its cancellation and wait for its end\n", stderr);
    std::terminate();
}

}  // namespace serval::detail
