#pragma once

#include <memory>
#include <utility>

#include <serval/detail/unique_function.hpp>
#include <serval/tasks/cancellation.hpp>
#include <serval/tasks/driven_loop.hpp>
#include <serval/tasks/root_task.hpp>

namespace serval {
namespace detail {

/** The loop that `sync_wait` runs on its caller's thread. */
class PrivateLoop final : public TaskWaiter {
public:
    explicit PrivateLoop(WorkerPool* workers);

    /** Call `start` on the loop and run that until what it started has ended. */
    void run(UniqueFunction<bool(const TaskContext&, TaskWaiter&)> start);

private:
    void task_finished() noexcept override { finished_ = true; }

    std::unique_ptr<DrivenLoop> loop_;
    Cancellation cancellation_;
    WorkerPool* workers_;
    bool finished_ = false;
};

}  // namespace detail

/** Run a task from where there is no coroutine, and hold the calling thread until it has finished: in tests, tools, at start-up.

    Gives the task's result or throws its exception. Throws `std::logic_error` on a thread that runs a loop: it would
    wait for itself. Work that the task hands to `on_worker` goes to `workers`.
*/
template <class T>
T sync_wait(Task<T> task, WorkerPool* workers = nullptr) {
    detail::PrivateLoop loop{workers};
    RootTask<T> root{std::move(task)};
    loop.run([&root](const TaskContext& context, TaskWaiter& waiter) { return root.start(context, waiter); });
    return root.result();
}

}  // namespace serval
