#pragma once

#include <cstddef>

#include <serval/tasks/pause.hpp>
#include <serval/tasks/root_task.hpp>

namespace serval::detail {

/** Several tasks that one task started and waits for. They share its home loop. */
class Gathering final : public TaskWaiter {
public:
    Gathering(Chain& chain, const TaskContext& context) noexcept : context_{context}, pause_{chain} {}

    template <class T>
    void start(RootTask<T>& task) noexcept {
        if (!task.start(context_, *this)) ++unfinished_;
    }

    /** All have been started; what is returned is awaited until all have finished. */
    [[nodiscard]] Pause::Awaiter all() noexcept {
        task_finished();
        return pause_.ended();
    }

private:
    void task_finished() noexcept override {
        if (--unfinished_ == 0) pause_.end();
    }

    TaskContext context_;
    Pause pause_;
    std::size_t unfinished_ = 1;   // one for not having started all
};

}  // namespace serval::detail
