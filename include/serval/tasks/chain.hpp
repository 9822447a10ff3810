#pragma once

#include <coroutine>
#include <optional>
#include <string>
#include <utility>

namespace serval {

class Cancellation;
class Loop;
class WorkerPool;

/** What a task inherits from the one that awaits it. All of it outlives the task. */
struct TaskContext {
    Loop& loop;                      // home: where every coroutine of the chain runs
    Cancellation& cancellation;
    WorkerPool* workers = nullptr;   // where `on_worker` goes
    const std::string* origin = nullptr;   // what names it to whoever asks what holds the loop
};

/** Told when a task that could not finish at once has finished. Called on the task's home loop. */
class TaskWaiter {
public:
    /** May destroy what ran the task. */
    virtual void task_finished() noexcept = 0;

protected:
    ~TaskWaiter() = default;
};

namespace detail {

/** A root task and those that it awaits, one inside the other: of them only the innermost runs or waits.

    Who awaits, and who returns, does not resume the other one but names it as the next, and suspends; the chain
    resumes it from a loop of its own. So the stack is as deep for ten thousand nested tasks as for one, and for the
    millionth task as for the first, without relying on tail calls, which neither -O1 nor the sanitizers make.
*/
class Chain {
public:
    Chain(const Chain&) = delete;
    Chain& operator=(const Chain&) = delete;

    [[nodiscard]] const TaskContext& context() const noexcept { return *context_; }

    /** Go on with `next`: once the coroutine that runs now has suspended, or here when none runs.
        The chain may have ended and be gone when this returns.
    */
    void resume(std::coroutine_handle<> next) noexcept {
        next_ = next;
        if (!running_) run_and_tell();
    }

    /** The chain's first task has returned. */
    void end() noexcept {
        ended_ = true;
        if (!running_) waiter_->task_finished();   // someone resumed it by its handle, not by `resume`
    }

protected:
    Chain() = default;
    ~Chain() = default;

    /** True when all has ended already; otherwise `waiter` will be told. */
    [[nodiscard]] bool start(std::coroutine_handle<> first, const TaskContext& context, TaskWaiter& waiter) noexcept;
    /** End the program if there is something left to run: its pending operations would write into freed memory. */
    void expect_ended() const noexcept;

private:
    void run() noexcept;
    void run_and_tell() noexcept;

    std::optional<TaskContext> context_;
    TaskWaiter* waiter_ = nullptr;
    std::coroutine_handle<> next_;
    bool running_ = false;
    bool ended_ = false;
};

}  // namespace detail
}  // namespace serval
