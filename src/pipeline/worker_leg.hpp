#pragma once

#include <string_view>

#include <serval/tasks/worker_pool.hpp>

namespace serval {

class Run;

/** The part of a run that happens on the worker pool: the stages that are left on its way in. Then it is brought home. */
class WorkerLeg final : public WorkerPool::Work {
public:
    explicit WorkerLeg(Run& run) noexcept : run_{run} {}

    void run() noexcept override;
    void abandon() noexcept override;
    [[nodiscard]] std::string_view origin() const noexcept override;

private:
    Run& run_;
};

}  // namespace serval
