#include <serval/tasks/worker_pool.hpp>

#include "tasks/deadline.hpp"

#include <pthread.h>

#include <algorithm>
#include <condition_variable>
#include <iterator>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace serval {
namespace {

/** The work that waits, first come first served, in memory of a fixed size. */
class Queue {
public:
    explicit Queue(std::size_t capacity) : ring_(capacity) {}

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    [[nodiscard]] bool is_full() const noexcept { return size_ == ring_.size(); }

    void push(WorkerPool::Work& work) noexcept { ring_[(first_ + size_++) % ring_.size()] = &work; }

    WorkerPool::Work& pop() noexcept {
        --size_;
        return *ring_[std::exchange(first_, (first_ + 1) % ring_.size())];
    }

private:
    std::vector<WorkerPool::Work*> ring_;
    std::size_t first_ = 0;
    std::size_t size_ = 0;
};

class FunctionWork final : public WorkerPool::Work {
public:
    explicit FunctionWork(UniqueFunction<void()> function) : function_{std::move(function)} {}

    void run() noexcept override {
        const std::unique_ptr<FunctionWork> self{this};
        function_();
    }
    void abandon() noexcept override { delete this; }

private:
    UniqueFunction<void()> function_;
};

void name_this_thread(const std::string& name, std::size_t number) {
    const std::string suffix = "-" + std::to_string(number);
    const std::string whole = name.substr(0, 15 - suffix.size()) + suffix;
    pthread_setname_np(pthread_self(), whole.c_str());
}

}  // namespace

class WorkerPool::State {
public:
    explicit State(const WorkerPoolOptions& options) : queue_{options.queue}, origins_(options.threads) {
        for (std::size_t number = 0; number < options.threads; ++number) {
            threads_.emplace_back([this, name = options.name, number] {
                name_this_thread(name, number);
                work(number);
            });
        }
    }

    ~State() {
        for (std::thread& thread : threads_) thread.join();
    }

    bool try_submit(Work& work) {
        const std::lock_guard lock{mutex_};
        if (stopping_ || queue_.is_full()) return false;
        queue_.push(work);
        work_came_.notify_one();   // under the lock: the pool may be gone once the work has run
        return true;
    }

    bool stop(std::chrono::steady_clock::duration grace) {
        std::unique_lock lock{mutex_};
        stopping_ = true;
        work_came_.notify_all();
        const bool done = all_done_.wait_until(lock, detail::deadline_after(grace), [this] { return is_idle(); });
        std::vector<Work*> abandoned;
        while (queue_.size() != 0) abandoned.push_back(&queue_.pop());
        lock.unlock();
        for (Work* work : abandoned) work->abandon();
        return done;
    }

    std::size_t queued() const {
        const std::lock_guard lock{mutex_};
        return queue_.size();
    }

    std::vector<std::string_view> running() const {
        const std::lock_guard lock{mutex_};
        std::vector<std::string_view> all;
        std::copy_if(origins_.begin(), origins_.end(), std::back_inserter(all), [](std::string_view one) { return !one.empty(); });
        return all;
    }

private:
    void work(std::size_t number) {
        std::unique_lock lock{mutex_};
        while (true) {
            work_came_.wait(lock, [this] { return stopping_ || queue_.size() != 0; });
            if (queue_.size() == 0) return;
            run_one(lock, origins_[number]);
        }
    }

    void run_one(std::unique_lock<std::mutex>& lock, std::string_view& origin) {
        Work& next = queue_.pop();
        ++running_;
        origin = next.origin();
        lock.unlock();
        next.run();
        lock.lock();
        origin = {};
        --running_;
        if (stopping_ && is_idle()) all_done_.notify_all();
    }

    [[nodiscard]] bool is_idle() const noexcept { return running_ == 0 && queue_.size() == 0; }

    mutable std::mutex mutex_;
    std::condition_variable work_came_;
    std::condition_variable all_done_;
    Queue queue_;
    std::vector<std::string_view> origins_;   // of what each thread runs; empty while it has nothing to do
    std::size_t running_ = 0;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

WorkerPool::WorkerPool(const WorkerPoolOptions& options) {
    if (options.threads == 0 || options.queue == 0) {
        throw std::invalid_argument{"a worker pool needs at least one thread and room for one piece of work"};
    }
    state_ = detail::OwnedPointer<State>{new State{options}};
}

WorkerPool::~WorkerPool() { state_->stop({}); }

bool WorkerPool::try_submit(Work& work) { return state_->try_submit(work); }

bool WorkerPool::try_submit(UniqueFunction<void()> work) {
    auto owned = std::make_unique<FunctionWork>(std::move(work));
    if (!state_->try_submit(*owned)) return false;
    static_cast<void>(owned.release());   // it deletes itself
    return true;
}

bool WorkerPool::stop(std::chrono::steady_clock::duration grace) { return state_->stop(grace); }

std::size_t WorkerPool::queued() const { return state_->queued(); }

std::vector<std::string_view> WorkerPool::running() const { return state_->running(); }

}  // namespace serval
