#include <serval/tasks/sleep.hpp>
#include <serval/tasks/sync_wait.hpp>
#include <serval/tasks/task.hpp>

#include <catch2/catch.hpp>

#include <stdexcept>

using namespace serval;
using namespace std::chrono_literals;

namespace {

Task<int> number(int value) { co_return value; }

Task<int> later(int value) {
    co_await sleep_for(0ms);
    co_return value;
}

Task<std::unique_ptr<int>> owned(int value) { co_return std::make_unique<int>(value); }

Task<int&> itself(int& value) { co_return value; }

Task<> failing() {
    throw std::runtime_error{"as told"};
    co_return;
}

Task<> set(bool& flag) {
    flag = true;
    co_return;
}

}  // namespace

TEST_CASE("a task does nothing before it is awaited", "[tasks]") {
    bool ran = false;
    Task<> task = set(ran);
    REQUIRE_FALSE(ran);
    sync_wait(std::move(task));
    REQUIRE(ran);
}

TEST_CASE("a task that is never awaited never runs, and leaves nothing behind", "[tasks]") {
    const auto witness = std::make_shared<int>(1);
    const auto hold = [](std::shared_ptr<int> held) -> Task<int> { co_return *held; };
    {
        const Task<int> task = hold(witness);
        REQUIRE(witness.use_count() == 2);
    }
    REQUIRE(witness.use_count() == 1);
}

TEST_CASE("a task gives a value, at once or later", "[tasks]") {
    const auto sum = []() -> Task<int> {
        const int a = co_await number(20);
        const int b = co_await later(22);
        co_return a + b;
    };
    REQUIRE(sync_wait(sum()) == 42);
}

TEST_CASE("a task gives what can only be moved", "[tasks]") {
    const auto pass_on = []() -> Task<std::unique_ptr<int>> { co_return co_await owned(7); };
    REQUIRE(*sync_wait(pass_on()) == 7);
}

TEST_CASE("a task gives a reference to the very thing", "[tasks]") {
    int value = 1;
    const auto pass_on = [&value]() -> Task<int&> { co_return co_await itself(value); };
    REQUIRE(&sync_wait(pass_on()) == &value);
}

TEST_CASE("a value in braces can be returned", "[tasks]") {
    const auto pair = []() -> Task<std::pair<int, std::string>> { co_return {4, "four"}; };
    REQUIRE(sync_wait(pair()) == std::pair<int, std::string>{4, "four"});
}

TEST_CASE("an exception reaches the one who awaits, through every level", "[tasks]") {
    const auto pass_on = []() -> Task<int> {
        co_await failing();
        co_return 1;
    };
    REQUIRE_THROWS_WITH(sync_wait(pass_on()), "as told");
}

TEST_CASE("a caught exception does not end the one who awaits", "[tasks]") {
    const auto carry_on = []() -> Task<int> {
        try {
            co_await failing();
        } catch (const std::runtime_error&) {
        }
        co_return co_await later(3);
    };
    REQUIRE(sync_wait(carry_on()) == 3);
}

TEST_CASE("a ready task gives its result without a coroutine", "[tasks]") {
    int value = 5;
    REQUIRE(sync_wait(Task<int>::ready(5)) == 5);
    REQUIRE(*sync_wait(Task<std::unique_ptr<int>>::ready(std::make_unique<int>(5))) == 5);
    REQUIRE(&sync_wait(Task<int&>::ready(value)) == &value);
    REQUIRE_NOTHROW(sync_wait(Task<>::ready()));
}

TEST_CASE("a ready task can be awaited like any other", "[tasks]") {
    const auto sum = []() -> Task<int> { co_return co_await Task<int>::ready(1) + co_await number(2); };
    REQUIRE(sync_wait(sum()) == 3);
}

TEST_CASE("a task that is awaited a second time says so", "[tasks]") {
    const auto twice = [](Task<int> task) -> Task<int> {
        const int first = co_await task;
        co_return first + co_await task;
    };
    REQUIRE_THROWS_AS(sync_wait(twice(number(1))), std::logic_error);
    REQUIRE_THROWS_AS(sync_wait(twice(Task<int>::ready(1))), std::logic_error);
}

TEST_CASE("a task that was moved from says so when it is awaited", "[tasks]") {
    const auto await_husk = [](Task<int> task) -> Task<int> {
        const Task<int> thief = std::move(task);
        co_return co_await task;
    };
    REQUIRE_THROWS_AS(sync_wait(await_husk(number(1))), std::logic_error);
    REQUIRE_THROWS_AS(sync_wait(await_husk(Task<int>::ready(1))), std::logic_error);
}

TEST_CASE("assigning to a task drops what it held", "[tasks]") {
    bool ran = false;
    Task<> task = set(ran);
    task = Task<>::ready();
    sync_wait(std::move(task));
    REQUIRE_FALSE(ran);
}
