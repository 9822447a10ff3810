#pragma once

#include <concepts>
#include <coroutine>

#include <serval/tasks/chain.hpp>
#include <serval/tasks/task.hpp>

namespace serval {
namespace detail {

/** Reads something of the awaiting task's chain; suspends nothing. */
template <class Result, Result (*read)(Chain&)>
class ChainReader {
public:
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    template <std::derived_from<TaskPromise> Promise>
    [[nodiscard]] bool await_suspend(std::coroutine_handle<Promise> task) noexcept {
        chain_ = &task.promise().chain();
        return false;
    }
    [[nodiscard]] Result await_resume() const noexcept { return read(*chain_); }

private:
    Chain* chain_ = nullptr;
};

inline Chain& itself(Chain& chain) noexcept { return chain; }
inline const TaskContext& context_of(Chain& chain) noexcept { return chain.context(); }
inline Loop& loop_of(Chain& chain) noexcept { return chain.context().loop; }
inline Cancellation& cancellation_of(Chain& chain) noexcept { return chain.context().cancellation; }

/** The chain that the awaiting task belongs to. */
[[nodiscard]] inline auto this_chain() noexcept { return ChainReader<Chain&, itself>{}; }

}  // namespace detail

/** What a task can ask about itself, by `co_await`. */
namespace this_task {

/** Where this task runs: `Loop& loop = co_await this_task::loop();`. */
[[nodiscard]] inline auto loop() noexcept { return detail::ChainReader<Loop&, detail::loop_of>{}; }

/** Whether this task should end early, and how to be told: `Cancellation& wish = co_await this_task::cancellation();`. */
[[nodiscard]] inline auto cancellation() noexcept { return detail::ChainReader<Cancellation&, detail::cancellation_of>{}; }

/** All that this task inherited, as a `const TaskContext&`. */
[[nodiscard]] inline auto context() noexcept { return detail::ChainReader<const TaskContext&, detail::context_of>{}; }

}  // namespace this_task
}  // namespace serval
