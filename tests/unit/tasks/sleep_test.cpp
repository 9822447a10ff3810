#include <serval/tasks/cancellation.hpp>
#include <serval/tasks/root_task.hpp>
#include <serval/tasks/shielded.hpp>
#include <serval/tasks/sleep.hpp>
#include <serval/tasks/sync_wait.hpp>

#include "transport/io_loop.hpp"

#include <catch2/catch.hpp>

using namespace serval;
using namespace std::chrono_literals;

namespace {

class Sleeper final : public TaskWaiter {
public:
    explicit Sleeper(Task<> task) : root{std::move(task)} {
        loop.post([this] { finished = root.start(context, *this); });
        loop.poll();
    }
    void task_finished() noexcept override { finished = true; }
    void run() {
        loop.run_until([this] { return finished; });
    }
    void cancel_on_loop() {
        loop.post([this] {
            cancellation.request();
            finished_within_request = finished;
        });
    }

    IoLoop loop;
    Cancellation cancellation;
    const TaskContext context{loop, cancellation};
    RootTask<void> root;
    bool finished = false;
    bool finished_within_request = false;
};

}  // namespace

TEST_CASE("a sleeping task goes on when its time has come", "[tasks]") {
    const auto before = Loop::Clock::now();
    sync_wait(sleep_for(5ms));
    REQUIRE(Loop::Clock::now() - before >= 5ms);
}

TEST_CASE("cancellation wakes a sleeping task, but not inside the one who asks", "[tasks]") {
    Sleeper sleeper{sleep_for(std::chrono::hours{1})};
    REQUIRE_FALSE(sleeper.finished);
    sleeper.cancel_on_loop();
    sleeper.run();
    REQUIRE_FALSE(sleeper.finished_within_request);
    REQUIRE_THROWS_AS(sleeper.root.result(), Cancelled);
}

TEST_CASE("a task whose cancellation was asked for before does not fall asleep", "[tasks]") {
    const auto sleep_twice = []() -> Task<> {
        try {
            co_await sleep_for(std::chrono::hours{1});
        } catch (const Cancelled&) {
        }
        co_await sleep_for(std::chrono::hours{1});
    };
    Sleeper sleeper{sleep_twice()};
    sleeper.cancel_on_loop();
    sleeper.run();
    REQUIRE_THROWS_AS(sleeper.root.result(), Cancelled);
}

TEST_CASE("a delay that the clock cannot hold is for ever, and can be cancelled", "[tasks]") {
    Sleeper sleeper{sleep_for(Loop::Clock::duration::max())};
    REQUIRE_FALSE(sleeper.finished);
    sleeper.cancel_on_loop();
    sleeper.run();
    REQUIRE_THROWS_AS(sleeper.root.result(), Cancelled);
}

TEST_CASE("a shielded task goes on when the one who awaits it is cancelled", "[tasks]") {
    const auto finish_first = []() -> Task<> {
        co_await shielded(sleep_for(2ms));
        co_await sleep_for(std::chrono::hours{1});
    };
    Sleeper sleeper{finish_first()};
    const auto before = Loop::Clock::now();
    sleeper.cancel_on_loop();
    sleeper.run();
    REQUIRE(Loop::Clock::now() - before >= 1ms);
    REQUIRE_THROWS_AS(sleeper.root.result(), Cancelled);
}
