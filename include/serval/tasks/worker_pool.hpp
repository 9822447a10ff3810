#pragma once

#include <chrono>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <serval/detail/owned_pointer.hpp>
#include <serval/detail/unique_function.hpp>

namespace serval {

struct WorkerPoolOptions {
    std::size_t threads = 8;
    std::size_t queue = 1024;        // how much work may wait for a thread
    std::string name = "worker";     // of the threads, with their number; the system keeps 15 characters
};

/** Thrown when work that blocks finds the workers' queue full: the service is overloaded, which the client sees as a 503. */
class WorkersBusy : public std::runtime_error {
public:
    WorkersBusy() : std::runtime_error{"all workers are busy and their queue is full"} {}
};

/** A fixed number of threads for what blocks, with a queue that does not grow. Thread-safe. */
class WorkerPool {
public:
    /** A piece of work that its submitter keeps alive, so that submitting costs no allocation. One of the two is called, once. */
    class Work {
    public:
        virtual void run() noexcept = 0;
        /** The pool stops before the work's turn has come. Called on the thread that stops it. */
        virtual void abandon() noexcept = 0;
        /** Where it comes from, for whoever asks what runs: text that outlives the pool. */
        [[nodiscard]] virtual std::string_view origin() const noexcept { return "a function"; }

    protected:
        ~Work() = default;
    };

    /** Throws `std::invalid_argument` for no threads or no queue. */
    explicit WorkerPool(const WorkerPoolOptions& options = {});
    /** Abandons what is queued and waits for what runs. */
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    /** Have `work` run on a worker; false, and nothing happens, when the queue is full or the pool stops. */
    [[nodiscard]] bool try_submit(Work& work);
    /** The same for a function. One that is abandoned is destroyed; an exception that leaves it ends the program. */
    [[nodiscard]] bool try_submit(UniqueFunction<void()> work);

    /** Take no more work; let what there is run for up to `grace`, then abandon what is still queued.
        True when all was done in time; false when work was abandoned or still runs.
    */
    bool stop(std::chrono::steady_clock::duration grace);

    /** How much work waits for a thread now. */
    [[nodiscard]] std::size_t queued() const;
    /** The origins of the work that runs now. */
    [[nodiscard]] std::vector<std::string_view> running() const;

private:
    class State;
    detail::OwnedPointer<State> state_;
};

}  // namespace serval
