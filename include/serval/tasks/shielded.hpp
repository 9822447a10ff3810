#pragma once

#include <utility>

#include <serval/tasks/cancellation.hpp>
#include <serval/tasks/gathering.hpp>
#include <serval/tasks/this_task.hpp>

namespace serval {

/** Run a task that must not be cancelled, even when the one who awaits it is: to give back what was taken, to undo. */
template <class T>
[[nodiscard]] Task<T> shielded(Task<T> task) {
    detail::Chain& chain = co_await detail::this_chain();
    Cancellation never;
    const TaskContext context{chain.context().loop, never, chain.context().workers, chain.context().origin};
    RootTask<T> root(std::move(task));
    detail::Gathering gathering(chain, context);
    gathering.start(root);
    co_await gathering.all();
    co_return root.result();
}

}  // namespace serval
