#include <serval/tasks/on_worker.hpp>
#include <serval/tasks/sync_wait.hpp>
#include <serval/tasks/this_task.hpp>
#include <serval/tasks/worker_pool.hpp>

#include <catch2/catch.hpp>

#include <stdexcept>
#include <thread>

using namespace serval;

TEST_CASE("waiting for a task refuses to hold a thread that runs a loop", "[tasks]") {
    const auto inner = []() -> Task<int> { co_return 1; };
    const auto outer = [&inner]() -> Task<int> { co_return sync_wait(inner()); };
    REQUIRE_THROWS_AS(sync_wait(outer()), std::logic_error);
    REQUIRE(sync_wait(inner()) == 1);
}

TEST_CASE("a task that is waited for runs on the waiting thread", "[tasks]") {
    const auto where = []() -> Task<std::thread::id> {
        Loop& loop = co_await this_task::loop();
        if (!loop.is_current()) throw std::logic_error{"away from home"};
        co_return std::this_thread::get_id();
    };
    REQUIRE(sync_wait(where()) == std::this_thread::get_id());
    REQUIRE(Loop::current() == nullptr);
}

TEST_CASE("many tasks that end on other threads can be waited for, one after the other", "[tasks]") {
    WorkerPool workers{{.threads = 2}};
    const auto away = [](int n) -> Task<int> { co_return co_await on_worker([&n] { return n; }); };
    for (int i = 0; i < 500; ++i) REQUIRE(sync_wait(away(i), &workers) == i);
}
