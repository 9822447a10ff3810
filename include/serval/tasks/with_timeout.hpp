#pragma once

#include <stdexcept>
#include <utility>

#include <serval/tasks/cancellation.hpp>
#include <serval/tasks/gathering.hpp>
#include <serval/tasks/loop.hpp>
#include <serval/tasks/this_task.hpp>

namespace serval {

/** Thrown when a task did not finish within its time.

    Answered with 504 unless an `on_error` says otherwise: the server asked something in time and got no answer in time
    (RFC 9110 §15.6.5), which is nobody's programming error. The log has a warning.
*/
class TimedOut : public std::runtime_error {
public:
    TimedOut() : std::runtime_error{"timed out"} {}
};

namespace detail {

/** A cancellation that is asked for when the outer one is, and when time is up. */
class TimeLimit final : Cancellation::Listener {
public:
    TimeLimit(const TaskContext& outer, Loop::Clock::duration limit);
    ~TimeLimit() override;

    [[nodiscard]] TaskContext context() noexcept { return {outer_.loop, cancellation_, outer_.workers, outer_.origin}; }
    [[nodiscard]] bool is_over() const noexcept { return is_over_; }

private:
    void cancelled() noexcept override { cancellation_.request(); }

    const TaskContext& outer_;
    Cancellation cancellation_;
    Loop::TimerId timer_;
    bool is_over_ = false;
};

}  // namespace detail

/** Run a task for no longer than `limit`: `const Rate rate = co_await with_timeout(2s, fetch_rate());`.

    When time is up, its cancellation is asked for and its end awaited; then `TimedOut` is thrown, unless the task gave a
    result or threw something else than `Cancelled` after all.
*/
template <class T>
[[nodiscard]] Task<T> with_timeout(Loop::Clock::duration limit, Task<T> task) {
    detail::Chain& chain = co_await detail::this_chain();
    detail::TimeLimit time(chain.context(), limit);
    RootTask<T> root(std::move(task));
    detail::Gathering gathering(chain, time.context());
    gathering.start(root);
    co_await gathering.all();
    try {
        co_return root.result();
    } catch (const Cancelled&) {
        if (time.is_over()) throw TimedOut{};
        throw;
    }
}

}  // namespace serval
