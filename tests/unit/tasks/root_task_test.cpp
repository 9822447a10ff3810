#include <serval/tasks/cancellation.hpp>
#include <serval/tasks/root_task.hpp>
#include <serval/tasks/sleep.hpp>
#include <serval/tasks/this_task.hpp>

#include "transport/io_loop.hpp"

#include <catch2/catch.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <coroutine>
#include <optional>
#include <stdexcept>

using namespace serval;
using namespace std::chrono_literals;

namespace {

class CountingWaiter final : public TaskWaiter {
public:
    void task_finished() noexcept override { ++told; }
    int told = 0;
};

struct Home {
    IoLoop loop;
    Cancellation cancellation;
    CountingWaiter waiter;
    const TaskContext context{loop, cancellation};

    template <class T>
    bool start(RootTask<T>& root) {
        bool finished = false;
        loop.post([&] { finished = root.start(context, waiter); });
        loop.poll();
        return finished;
    }
};

Task<int> at_once() { co_return 1; }

Task<int> after_a_moment() {
    co_await sleep_for(1ms);
    co_return 2;
}

[[noreturn]] void destroy_while_it_waits() {
    std::signal(SIGABRT, SIG_DFL);
    ::close(STDERR_FILENO);
    {
        Home home;
        RootTask<int> root{after_a_moment()};
        static_cast<void>(home.start(root));
    }
    ::_exit(0);
}

/** Suspends a task until the test resumes it by its handle. */
struct Gate {
    std::coroutine_handle<> waiting;

    [[nodiscard]] bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> task) noexcept { waiting = task; }
    void await_resume() const noexcept {}
};

}  // namespace

TEST_CASE("a root task that needs not wait finishes within start, and its waiter is not told", "[tasks]") {
    Home home;
    RootTask<int> root{at_once()};
    REQUIRE(home.start(root));
    REQUIRE(root.result() == 1);
    REQUIRE(home.waiter.told == 0);
}

TEST_CASE("a ready task at the root finishes within start", "[tasks]") {
    Home home;
    RootTask<int> root{Task<int>::ready(4)};
    REQUIRE(home.start(root));
    REQUIRE(root.result() == 4);
}

TEST_CASE("the waiter of a root task that has to wait is told once, on the home loop", "[tasks]") {
    Home home;
    RootTask<int> root{after_a_moment()};
    REQUIRE_FALSE(home.start(root));
    REQUIRE(home.waiter.told == 0);
    home.loop.run_until([&] { return home.waiter.told != 0; });
    REQUIRE(home.waiter.told == 1);
    REQUIRE(root.result() == 2);
}

TEST_CASE("the exception of a root task comes with its result", "[tasks]") {
    Home home;
    const auto fail = []() -> Task<> {
        throw std::runtime_error{"broken"};
        co_return;
    };
    RootTask<void> root{fail()};
    REQUIRE(home.start(root));
    REQUIRE_THROWS_WITH(root.result(), "broken");
}

TEST_CASE("the waiter may destroy the root task that it is told of", "[tasks]") {
    struct Destroying final : TaskWaiter {
        std::optional<RootTask<int>> root;
        void task_finished() noexcept override { root.reset(); }
    };
    Home home;
    Destroying waiter;
    waiter.root.emplace(after_a_moment());
    home.loop.post([&] { REQUIRE_FALSE(waiter.root->start(home.context, waiter)); });
    home.loop.run_until([&] { return !waiter.root.has_value(); });
    REQUIRE_FALSE(waiter.root.has_value());
}

TEST_CASE("a root task that someone resumes by its handle tells its waiter as well", "[tasks]") {
    Home home;
    Gate gate;
    const auto wait_at = [](Gate& where) -> Task<int> {
        co_await where;
        co_return 3;
    };
    RootTask<int> root{wait_at(gate)};
    REQUIRE_FALSE(home.start(root));
    gate.waiting.resume();
    REQUIRE(home.waiter.told == 1);
    REQUIRE(root.result() == 3);
}

TEST_CASE("destroying a root task that still waits ends the program", "[tasks]") {
    const pid_t child = ::fork();
    if (child == 0) destroy_while_it_waits();
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    REQUIRE(WTERMSIG(status) == SIGABRT);
}

TEST_CASE("a root task that never started may be destroyed", "[tasks]") {
    const auto witness = std::make_shared<int>(1);
    const auto hold = [](std::shared_ptr<int> held) -> Task<int> { co_return *held; };
    std::optional<RootTask<int>> root{std::in_place, hold(witness)};
    root.reset();
    REQUIRE(witness.use_count() == 1);
}

TEST_CASE("a task that was moved from cannot become a root", "[tasks]") {
    Task<int> task = at_once();
    const Task<int> thief = std::move(task);
    REQUIRE_THROWS_AS(RootTask<int>{std::move(task)}, std::logic_error);
}

TEST_CASE("tasks inherit the loop and the cancellation of their root", "[tasks]") {
    Home home;
    const auto child = []() -> Task<bool> {
        Loop& loop = co_await this_task::loop();
        Cancellation& cancellation = co_await this_task::cancellation();
        cancellation.request();
        co_return loop.is_current();
    };
    const auto parent = [&child]() -> Task<bool> { co_return co_await child(); };
    RootTask<bool> root{parent()};
    REQUIRE(home.start(root));
    REQUIRE(root.result());
    REQUIRE(home.cancellation.requested());
}
