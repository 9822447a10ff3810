#pragma once

#include <serval/tasks/loop.hpp>
#include <serval/tasks/task.hpp>

namespace serval {

/** Wait for `delay`, measured by the steady clock, without holding a thread: `co_await sleep_for(10ms);`.
    Throws `Cancelled` as soon as the task's cancellation is asked for, and at once when it was asked for before.
*/
[[nodiscard]] Task<void> sleep_for(Loop::Clock::duration delay);

}  // namespace serval
