#include <serval/tasks/sleep.hpp>
#include <serval/tasks/sync_wait.hpp>
#include <serval/tasks/with_timeout.hpp>

#include <catch2/catch.hpp>

using namespace serval;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::hours long_time{1};

Task<int> after(Loop::Clock::duration delay, int value) {
    co_await sleep_for(delay);
    co_return value;
}

}  // namespace

TEST_CASE("a task that finishes in time gives its result", "[tasks]") {
    REQUIRE(sync_wait(with_timeout(long_time, after(1ms, 4))) == 4);
    REQUIRE(sync_wait(with_timeout(long_time, Task<int>::ready(5))) == 5);
}

TEST_CASE("a task that takes too long is cancelled, and that is told apart from other cancellations", "[tasks]") {
    REQUIRE_THROWS_AS(sync_wait(with_timeout(1ms, after(long_time, 4))), TimedOut);
}

TEST_CASE("a task that does its work in spite of the time limit gives its result", "[tasks]") {
    const auto stubborn = []() -> Task<int> {
        try {
            co_await sleep_for(long_time);
        } catch (const Cancelled&) {
        }
        co_return 6;
    };
    REQUIRE(sync_wait(with_timeout(1ms, stubborn())) == 6);
}

TEST_CASE("the cancellation of the one who awaits reaches a task with a time limit, asked for before or meanwhile", "[tasks]") {
    const auto cancelled_meanwhile = []() -> Task<int> {
        Loop& loop = co_await this_task::loop();
        Cancellation& cancellation = co_await this_task::cancellation();
        loop.post([&cancellation] { cancellation.request(); });
        co_return co_await with_timeout(long_time, after(long_time, 1));
    };
    const auto cancelled_before = []() -> Task<int> {
        Cancellation& cancellation = co_await this_task::cancellation();
        cancellation.request();
        co_return co_await with_timeout(long_time, after(long_time, 1));
    };
    REQUIRE_THROWS_AS(sync_wait(cancelled_meanwhile()), Cancelled);
    REQUIRE_THROWS_AS(sync_wait(cancelled_before()), Cancelled);
}

TEST_CASE("time limits hold one inside the other, the shorter one first", "[tasks]") {
    const auto inner = []() -> Task<std::string> {
        try {
            co_await with_timeout(1ms, after(long_time, 1));
        } catch (const TimedOut&) {
            co_return "inner";
        }
        co_return "none";
    };
    REQUIRE(sync_wait(with_timeout(long_time, inner())) == "inner");
    REQUIRE_THROWS_AS(sync_wait(with_timeout(1ms, with_timeout(long_time, after(long_time, 1)))), TimedOut);
}
