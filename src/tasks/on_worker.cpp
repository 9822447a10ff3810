#include <serval/tasks/on_worker.hpp>

#include <serval/tasks/cancellation.hpp>

#include <stdexcept>

namespace serval::detail {

void submit_or_throw(const TaskContext& context, WorkerPool::Work& work) {
    if (context.workers == nullptr) throw std::logic_error{"on_worker was called where there is no worker pool"};
    if (!context.workers->try_submit(work)) throw WorkersBusy{};
}

std::exception_ptr pool_stopped() noexcept { return std::make_exception_ptr(Cancelled{}); }

}  // namespace serval::detail
