#include <serval/tasks/sleep.hpp>
#include <serval/tasks/sync_wait.hpp>
#include <serval/tasks/task.hpp>
#include <serval/tasks/when_all.hpp>

#include <catch2/catch.hpp>

#include <algorithm>
#include <coroutine>
#include <cstdint>

using namespace serval;
using namespace std::chrono_literals;

namespace {

/** How far apart the stack pointers are at the places that were marked. */
class StackSpread {
public:
    [[gnu::noinline]] void mark() {
        const auto here = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
        lowest_ = std::min(lowest_, here);
        highest_ = std::max(highest_, here);
    }
    [[nodiscard]] std::size_t octets() const { return highest_ - lowest_; }

private:
    std::uintptr_t lowest_ = UINTPTR_MAX;
    std::uintptr_t highest_ = 0;
};

// Of one level of calls, with what sanitizers add; ten thousand levels would need hundreds of times as much.
constexpr std::size_t a_few_calls = 8 * 1024;

Task<int> one(StackSpread& stack) {
    stack.mark();
    co_return 1;
}

Task<int> nested(int depth, StackSpread& stack, bool sleeps) {
    stack.mark();
    if (depth == 0) {
        if (sleeps) co_await sleep_for(0ms);
        stack.mark();
        co_return 0;
    }
    const int below = co_await nested(depth - 1, stack, sleeps);
    stack.mark();
    co_return below + 1;
}

/** An awaitable of someone else, who resumes a coroutine by its handle, here even before `await_suspend` returns. */
struct ResumesAtOnce {
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> task) const { task.resume(); }
    void await_resume() const noexcept {}
};

}  // namespace

TEST_CASE("a million ready tasks are awaited at one depth of the stack", "[tasks]") {
    StackSpread stack;
    const auto loop = [&stack]() -> Task<int> {
        int sum = 0;
        for (int i = 0; i < 1'000'000; ++i) sum += co_await one(stack);
        co_return sum;
    };
    REQUIRE(sync_wait(loop()) == 1'000'000);
    REQUIRE(stack.octets() < a_few_calls);
}

TEST_CASE("ten thousand nested tasks that finish at once keep the stack flat", "[tasks]") {
    StackSpread stack;
    REQUIRE(sync_wait(nested(10'000, stack, false)) == 10'000);
    REQUIRE(stack.octets() < a_few_calls);
}

TEST_CASE("ten thousand nested tasks that finish later keep the stack flat, going in and coming out", "[tasks]") {
    StackSpread stack;
    REQUIRE(sync_wait(nested(10'000, stack, true)) == 10'000);
    REQUIRE(stack.octets() < a_few_calls);
}

TEST_CASE("many rounds of tasks at the same time keep the stack flat", "[tasks]") {
    StackSpread stack;
    const auto loop = [&stack]() -> Task<int> {
        int sum = 0;
        for (int i = 0; i < 10'000; ++i) {
            const auto [a, b] = co_await when_all(one(stack), one(stack));
            sum += a + b;
        }
        co_return sum;
    };
    REQUIRE(sync_wait(loop()) == 20'000);
    REQUIRE(stack.octets() < a_few_calls);
}

TEST_CASE("a task may await what resumes it by its handle, inside or outside its chain", "[tasks]") {
    StackSpread stack;
    const auto inside = [&stack]() -> Task<int> {
        co_await ResumesAtOnce{};
        const int first = co_await one(stack);
        co_await sleep_for(0ms);
        co_await ResumesAtOnce{};
        co_return first + co_await one(stack);
    };
    const auto outside = [&inside]() -> Task<int> { co_return co_await inside() + 1; };
    REQUIRE(sync_wait(outside()) == 3);
}
