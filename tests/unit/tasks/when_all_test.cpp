#include <serval/tasks/sleep.hpp>
#include <serval/tasks/sync_wait.hpp>
#include <serval/tasks/when_all.hpp>

#include <catch2/catch.hpp>

#include <stdexcept>

using namespace serval;
using namespace std::chrono_literals;

namespace {

Task<std::string> after(Loop::Clock::duration delay, std::string text, std::string& log) {
    if (delay != 0ms) co_await sleep_for(delay);
    log += text;
    co_return text;
}

Task<int> fail_after(Loop::Clock::duration delay, std::string text) {
    if (delay != 0ms) co_await sleep_for(delay);
    throw std::runtime_error{text};
}

}  // namespace

TEST_CASE("tasks run at the same time and their results keep the tasks' order", "[tasks]") {
    std::string log;
    const auto both = [&log]() -> Task<std::string> {
        auto [slow, quick] = co_await when_all(after(8ms, "slow", log), after(1ms, "quick", log));
        co_return slow + quick;
    };
    REQUIRE(sync_wait(both()) == "slowquick");
    REQUIRE(log == "quickslow");
}

TEST_CASE("tasks of any kind can be gathered, finished or not", "[tasks]") {
    int value = 1;
    std::string log;
    const auto mixed = [&]() -> Task<std::string> {
        auto [nothing, owned, text, reference] =
            co_await when_all(sleep_for(1ms), Task<std::unique_ptr<int>>::ready(std::make_unique<int>(3)), after(0ms, "t", log),
                              Task<int&>::ready(value));
        static_assert(std::is_same_v<decltype(nothing), NoResult>);
        reference = *owned;
        co_return text;
    };
    REQUIRE(sync_wait(mixed()) == "t");
    REQUIRE(value == 3);
}

TEST_CASE("all gathered tasks run to their end before the first exception is thrown", "[tasks]") {
    std::string log;
    const auto all = [&log]() -> Task<> {
        co_await when_all(after(4ms, "a", log), fail_after(2ms, "first"), fail_after(0ms, "second"), after(6ms, "b", log));
    };
    REQUIRE_THROWS_WITH(sync_wait(all()), "first");
    REQUIRE(log == "ab");
}

TEST_CASE("a vector of tasks gives a vector of results in its order", "[tasks]") {
    std::string log;
    const auto all = [&log]() -> Task<std::vector<std::string>> {
        std::vector<Task<std::string>> tasks;
        tasks.push_back(after(3ms, "x", log));
        tasks.push_back(after(0ms, "y", log));
        tasks.push_back(after(1ms, "z", log));
        co_return co_await when_all(std::move(tasks));
    };
    REQUIRE(sync_wait(all()) == std::vector<std::string>{"x", "y", "z"});
    REQUIRE(log == "yzx");
}

TEST_CASE("gathering no tasks ends at once", "[tasks]") {
    REQUIRE(sync_wait(when_all(std::vector<Task<int>>{})).empty());
    REQUIRE_NOTHROW(sync_wait(when_all(std::vector<Task<>>{})));
    REQUIRE_NOTHROW(sync_wait(when_all()));
}

TEST_CASE("a task that cannot run keeps the others from being started", "[tasks]") {
    std::string log;
    Task<int> husk = Task<int>::ready(1);
    const Task<int> thief = std::move(husk);
    REQUIRE_THROWS_AS(sync_wait(when_all(after(0ms, "ran", log), std::move(husk))), std::logic_error);
    REQUIRE(log.empty());
}
