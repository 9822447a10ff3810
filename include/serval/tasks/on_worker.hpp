#pragma once

#include <type_traits>
#include <utility>

#include <serval/tasks/pause.hpp>
#include <serval/tasks/task.hpp>
#include <serval/tasks/this_task.hpp>
#include <serval/tasks/worker_pool.hpp>

namespace serval {
namespace detail {

void submit_or_throw(const TaskContext& context, WorkerPool::Work& work);
[[nodiscard]] std::exception_ptr pool_stopped() noexcept;

template <class F, class Result>
class WorkerCall final : public WorkerPool::Work {
public:
    WorkerCall(F& work, Chain& chain) noexcept : work_{work}, pause_{chain} {}

    [[nodiscard]] Pause::Awaiter done() noexcept { return pause_.ended(); }
    Result take() { return outcome_.take(); }

private:
    void run() noexcept override {
        outcome_.capture(work_);
        pause_.end_at_home();
    }
    void abandon() noexcept override {
        outcome_.fail(pool_stopped());
        pause_.end_at_home();
    }

    F& work_;
    Pause pause_;
    Outcome<Result> outcome_;
};

}  // namespace detail

/** Do blocking work on the app's workers and come home with its result or its exception:
    `const Book book = co_await on_worker([&] { return store.load(id); });`.

    Capture by reference: the awaiting task stays where it is meanwhile. (A lambda that captures by value has to be named
    in a statement of its own; see `Task`.) Work that has begun is not interrupted by cancellation.

    Throws `WorkersBusy` when the queue is full, `Cancelled` when the pool stopped before the work's turn, and
    `std::logic_error` where a task runs without workers, as in `sync_wait` without a pool.
*/
template <class F, class Result = std::invoke_result_t<F&>>
[[nodiscard]] Task<Result> on_worker(F work) {
    detail::Chain& chain = co_await detail::this_chain();
    detail::WorkerCall<F, Result> call(work, chain);
    detail::submit_or_throw(chain.context(), call);
    co_await call.done();
    co_return call.take();
}

}  // namespace serval
