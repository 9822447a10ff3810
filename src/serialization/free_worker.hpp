#pragma once

#include <chrono>
#include <optional>
#include <type_traits>

#include <serval/tasks/on_worker.hpp>
#include <serval/tasks/sleep.hpp>

namespace serval::detail {

/** As `on_worker`, but waits while the workers' queue is full: an answer that has begun cannot be refused any more. */
template <class F, class Result = std::invoke_result_t<F&>>
[[nodiscard]] Task<Result> on_free_worker(F work) {
    static constexpr std::chrono::milliseconds patience{10};
    for (;;) {
        try {
            co_return co_await on_worker([&] { return work(); });
        } catch (const WorkersBusy&) {   // what is to be awaited cannot be so in here
        }
        co_await sleep_for(patience);
    }
}

}  // namespace serval::detail
