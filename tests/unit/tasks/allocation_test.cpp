#include <serval/tasks/cancellation.hpp>
#include <serval/tasks/frame_pool.hpp>
#include <serval/tasks/root_task.hpp>
#include <serval/tasks/task.hpp>

#include "allocations.hpp"
#include "transport/io_loop.hpp"

#include <catch2/catch.hpp>

#include <thread>

using namespace serval;

#ifndef SERVAL_TEST_SANITIZED
namespace {

class NobodyWaits final : public TaskWaiter {
public:
    void task_finished() noexcept override {}
};

Task<int> inner(int value) { co_return value + 1; }
Task<int> handler(int value) { co_return co_await inner(value) + co_await Task<int>::ready(1); }

bool run_one(const TaskContext& context) {
    NobodyWaits waiter;
    RootTask<int> root{handler(1)};
    return root.start(context, waiter) && root.result() == 3;
}

}  // namespace

TEST_CASE("a handler that needs not wait costs no allocation once the thread is warm", "[tasks]") {
    IoLoop loop;
    Cancellation cancellation;
    const TaskContext context{loop, cancellation};
    REQUIRE(run_one(context));
    const int before = test::allocations();
    bool all = true;
    for (int i = 0; i < 1000; ++i) all = run_one(context) && all;
    const int after = test::allocations();
    REQUIRE(all);
    REQUIRE(after == before);
}

TEST_CASE("a released frame serves the next one of its size class, on the same thread only", "[tasks]") {
    void* frame = detail::allocate_frame(100);
    detail::release_frame(frame, 100);
    void* other = nullptr;
    std::thread{[&] {
        other = detail::allocate_frame(100);
        detail::release_frame(other, 100);
    }}.join();
    REQUIRE(other != frame);
    REQUIRE(detail::allocate_frame(128) == frame);
    detail::release_frame(frame, 128);
}
#endif

TEST_CASE("frames of all sizes can be taken and given back, here and elsewhere", "[tasks]") {
    std::vector<std::pair<void*, std::size_t>> frames;
    for (std::size_t size = 1; size < 5000; size += 37) {
        void* frame = detail::allocate_frame(size);
        std::fill_n(static_cast<unsigned char*>(frame), size, static_cast<unsigned char>(0xA5));
        frames.emplace_back(frame, size);
    }
    REQUIRE_NOTHROW(std::thread{[&] {
        for (const auto& [frame, size] : frames) detail::release_frame(frame, size);
    }}.join());
}

TEST_CASE("more frames than are kept can be given back", "[tasks]") {
    std::vector<void*> frames;
    for (int i = 0; i < 1000; ++i) frames.push_back(detail::allocate_frame(64));
    std::sort(frames.begin(), frames.end());
    REQUIRE(std::adjacent_find(frames.begin(), frames.end()) == frames.end());
    for (void* frame : frames) detail::release_frame(frame, 64);
}
