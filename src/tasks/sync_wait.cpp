#include <serval/tasks/sync_wait.hpp>

#include <stdexcept>

namespace serval::detail {

PrivateLoop::PrivateLoop(WorkerPool* workers) : loop_{make_loop()}, workers_{workers} {
    if (Loop::current() != nullptr) {
        throw std::logic_error{"sync_wait was called on a thread that runs a loop, which would wait for itself; use co_await"};
    }
}

void PrivateLoop::run(UniqueFunction<bool(const TaskContext&, TaskWaiter&)> start) {
    loop_->post([this, &start] { finished_ = start(TaskContext{*loop_, cancellation_, workers_}, *this); });
    loop_->run_until([this] { return finished_; });
}

}  // namespace serval::detail
