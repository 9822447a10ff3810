#include <serval/tasks/loop.hpp>

#include <utility>

namespace serval {
namespace {
thread_local Loop* running_here = nullptr;
}

void* Loop::native(TypeId) noexcept { return nullptr; }

Loop* Loop::current() noexcept { return running_here; }

std::string_view Loop::held_by() const noexcept {
    const std::string* const holder = holder_.load(std::memory_order_relaxed);
    return holder != nullptr ? std::string_view{*holder} : std::string_view{};
}

Loop::Running::Running(Loop& loop) noexcept : outer_{std::exchange(running_here, &loop)} {}

Loop::Running::~Running() { running_here = outer_; }

}  // namespace serval
