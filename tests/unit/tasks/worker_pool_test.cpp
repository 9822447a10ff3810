#include <serval/tasks/cancellation.hpp>
#include <serval/tasks/on_worker.hpp>
#include <serval/tasks/root_task.hpp>
#include <serval/tasks/sync_wait.hpp>
#include <serval/tasks/worker_pool.hpp>

#include "transport/io_loop.hpp"

#include <catch2/catch.hpp>

#include <pthread.h>

#include <atomic>
#include <future>
#include <stdexcept>
#include <thread>

using namespace serval;
using namespace std::chrono_literals;

namespace {

/** Holds one worker until `release`. */
class Occupied {
public:
    explicit Occupied(WorkerPool& pool) {
        REQUIRE(pool.try_submit([gates = gates_] {
            gates->begun.set_value();
            gates->open.get_future().wait();
        }));
        gates_->begun.get_future().wait();
    }
    ~Occupied() { release(); }
    void release() {
        if (std::exchange(held_, false)) gates_->open.set_value();
    }

private:
    struct Gates {
        std::promise<void> begun;
        std::promise<void> open;
    };
    std::shared_ptr<Gates> gates_ = std::make_shared<Gates>();
    bool held_ = true;
};

class WorkNotes final : public WorkerPool::Work {
public:
    void run() noexcept override { ran = true; }
    void abandon() noexcept override { abandoned = true; }
    std::atomic<bool> ran{false};
    std::atomic<bool> abandoned{false};
};

}  // namespace

TEST_CASE("all work that was taken is done before the pool has stopped", "[tasks]") {
    std::atomic<int> done{0};
    WorkerPool pool{{.threads = 4, .queue = 1000}};
    for (int i = 0; i < 1000; ++i) REQUIRE(pool.try_submit([&] { ++done; }));
    REQUIRE(pool.stop(10s));
    REQUIRE(done == 1000);
}

TEST_CASE("work from several threads is all done", "[tasks]") {
    std::atomic<int> done{0};
    std::atomic<int> taken{0};
    WorkerPool pool{{.threads = 2, .queue = 64}};
    const auto submit_many = [&] {
        for (int i = 0; i < 2000; ++i) taken += pool.try_submit([&] { ++done; }) ? 1 : 0;
    };
    std::thread other{submit_many};
    submit_many();
    other.join();
    REQUIRE(pool.stop(10s));
    REQUIRE(done == taken);
    REQUIRE(done > 0);
}

TEST_CASE("a full queue takes no more work, and takes again when there is room", "[tasks]") {
    WorkerPool pool{{.threads = 1, .queue = 2}};
    Occupied worker{pool};
    REQUIRE(pool.try_submit([] {}));
    REQUIRE(pool.try_submit([] {}));
    REQUIRE(pool.queued() == 2);
    REQUIRE_FALSE(pool.try_submit([] {}));
    worker.release();
    while (pool.queued() != 0) std::this_thread::yield();
    REQUIRE(pool.try_submit([] {}));
}

TEST_CASE("one worker does its work first come, first served", "[tasks]") {
    std::string log;
    WorkerPool pool{{.threads = 1, .queue = 8}};
    Occupied worker{pool};
    for (char c = 'a'; c < 'f'; ++c) REQUIRE(pool.try_submit([&log, c] { log += c; }));
    worker.release();
    REQUIRE(pool.stop(10s));
    REQUIRE(log == "abcde");
}

TEST_CASE("a pool that stops abandons what is queued when its grace is over", "[tasks]") {
    WorkNotes work;
    const auto witness = std::make_shared<int>(1);
    WorkerPool pool{{.threads = 1}};
    Occupied worker{pool};
    REQUIRE(pool.try_submit(work));
    REQUIRE(pool.try_submit([witness] { static_cast<void>(witness); }));
    REQUIRE_FALSE(pool.stop(1ms));
    REQUIRE(work.abandoned);
    REQUIRE(witness.use_count() == 1);
    REQUIRE_FALSE(pool.try_submit([] {}));
    worker.release();
    REQUIRE(pool.stop(10s));
    REQUIRE_FALSE(work.ran);
}

TEST_CASE("workers bear the pool's name", "[tasks]") {
    std::string name;
    WorkerPool pool{{.threads = 1, .name = "a-name-that-is-too-long"}};
    REQUIRE(pool.try_submit([&] {
        char text[16];
        pthread_getname_np(pthread_self(), text, sizeof text);
        name = text;
    }));
    REQUIRE(pool.stop(10s));
    REQUIRE(name == "a-name-that-i-0");
}

TEST_CASE("a pool without threads or without a queue is refused", "[tasks]") {
    REQUIRE_THROWS_AS((WorkerPool{{.threads = 0}}), std::invalid_argument);
    REQUIRE_THROWS_AS((WorkerPool{{.queue = 0}}), std::invalid_argument);
}

TEST_CASE("blocking work runs on a worker and comes home with its result", "[tasks]") {
    WorkerPool pool{{.threads = 2}};
    const auto work = []() -> Task<bool> {
        const auto home = std::this_thread::get_id();
        const auto there = co_await on_worker([] { return std::this_thread::get_id(); });
        co_return there != home && std::this_thread::get_id() == home;
    };
    REQUIRE(sync_wait(work(), &pool));
}

TEST_CASE("blocking work comes home with its exception", "[tasks]") {
    WorkerPool pool{{.threads = 1}};
    const auto work = []() -> Task<> { co_await on_worker([] { throw std::runtime_error{"there"}; }); };
    REQUIRE_THROWS_WITH(sync_wait(work(), &pool), "there");
}

TEST_CASE("blocking work gives references and what can only be moved", "[tasks]") {
    WorkerPool pool{{.threads = 1}};
    int value = 1;
    REQUIRE(&sync_wait(on_worker([&]() -> int& { return value; }), &pool) == &value);
    REQUIRE(*sync_wait(on_worker([] { return std::make_unique<int>(2); }), &pool) == 2);
}

TEST_CASE("blocking work is refused when the queue is full and where there are no workers", "[tasks]") {
    WorkerPool pool{{.threads = 1, .queue = 1}};
    Occupied worker{pool};
    REQUIRE(pool.try_submit([] {}));
    REQUIRE_THROWS_AS(sync_wait(on_worker([] {}), &pool), WorkersBusy);
    REQUIRE_THROWS_AS(sync_wait(on_worker([] {})), std::logic_error);
}

TEST_CASE("a pool tells what runs, and nothing else", "[tasks]") {
    WorkerPool pool{{.threads = 2}};
    REQUIRE(pool.running().empty());
    Occupied worker{pool};
    REQUIRE(pool.running() == std::vector<std::string_view>{"a function"});
}

TEST_CASE("a task whose work is abandoned ends as cancelled", "[tasks]") {
    struct Waiter final : TaskWaiter {
        bool told = false;
        void task_finished() noexcept override { told = true; }
    };
    WorkerPool pool{{.threads = 1}};
    Occupied worker{pool};
    IoLoop loop;
    Cancellation cancellation;
    Waiter waiter;
    RootTask<void> root{on_worker([] {})};
    loop.post([&] { REQUIRE_FALSE(root.start({loop, cancellation, &pool}, waiter)); });
    loop.poll();
    REQUIRE_FALSE(pool.stop(1ms));
    REQUIRE(loop.run_until([&] { return waiter.told; }, 10s));
    REQUIRE_THROWS_AS(root.result(), Cancelled);
}
