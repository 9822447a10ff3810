#pragma once

#include <exception>

#include <serval/tasks/worker_pool.hpp>

namespace serval {

class Run;

/** Takes a run's call to the worker pool, where its result is rendered too, and brings it home. */
class BlockingCall final : public WorkerPool::Work {
public:
    explicit BlockingCall(Run& run) noexcept : run_{run} {}

    void run() noexcept override;
    void abandon() noexcept override;
    [[nodiscard]] std::string_view origin() const noexcept override;

private:
    void go_home(std::exception_ptr error) noexcept;

    Run& run_;
};

}  // namespace serval
