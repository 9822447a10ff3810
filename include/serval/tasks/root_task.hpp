#pragma once

#include <utility>

#include <serval/tasks/task.hpp>

namespace serval {

/** Runs a task for someone who is no coroutine: the pipeline, a test, `when_all`.

    It is told whether the task finished within `start`; only if not, the waiter is told later, on the home loop.
    Neither costs an allocation. What is started must finish before this is destroyed, or the program ends.
    Used on the home loop only.
*/
template <class T>
class RootTask : private detail::Chain {
public:
    /** Throws `std::logic_error` when `task` was moved from or started before. */
    explicit RootTask(Task<T> task) : task_{std::move(task)}, finished_at_once_{task_.check_unused()} {}
    ~RootTask() { expect_ended(); }

    /** Run the task as far as it goes. True when it has finished, and `waiter` will not be told; false when it waits
        for something, and `waiter` will be told once. Called once.
    */
    [[nodiscard]] bool start(const TaskContext& context, TaskWaiter& waiter) noexcept {
        return finished_at_once_ || Chain::start(task_.enter(*this, nullptr), context, waiter);
    }

    /** The task's result, moved out, or its exception, thrown. Called once, when it has finished. */
    T result() { return task_.take(); }

private:
    Task<T> task_;
    bool finished_at_once_;
};

}  // namespace serval
