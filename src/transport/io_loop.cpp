#include "transport/io_loop.hpp"

#include "tasks/deadline.hpp"

#include <boost/asio/post.hpp>

#include <thread>
#include <utility>

namespace serval {

IoLoop::IoLoop() = default;

// What another thread posted may have run, and been the end of all, while that thread is still inside `post`.
IoLoop::~IoLoop() {
    while (posting_.load(std::memory_order_acquire) != 0) std::this_thread::yield();
}

void IoLoop::run() {
    const Running running{*this};
    context_.run();
}

std::size_t IoLoop::poll() {
    const Running running{*this};
    return context_.poll();
}

void IoLoop::post(UniqueFunction<void()> work) {
    posting_.fetch_add(1, std::memory_order_relaxed);
    boost::asio::post(context_, [work = std::move(work)]() mutable { work(); });
    posting_.fetch_sub(1, std::memory_order_release);
}

IoLoop::TimerId IoLoop::call_after(Clock::duration delay, UniqueFunction<void()> work) {
    const TimerId timer = timers_.add(detail::deadline_after(delay), std::move(work));
    arm();
    return timer;
}

bool IoLoop::cancel(TimerId timer) { return timers_.cancel(timer); }

void* IoLoop::native(TypeId type) noexcept { return type == type_id<boost::asio::io_context> ? &context_ : nullptr; }

void IoLoop::run_until(UniqueFunction<bool()> done) {
    const Running running{*this};
    while (!done() && context_.run_one() != 0) {}
}

bool IoLoop::run_until(UniqueFunction<bool()> done, Clock::duration patience) {
    const Running running{*this};
    const auto deadline = detail::deadline_after(patience);
    while (!done()) {
        if (context_.run_one_until(deadline) == 0) return done();
    }
    return true;
}

// One Asio timer serves all: it is set anew only when an earlier one comes, and wakes in vain for one that was cancelled.
void IoLoop::arm() {
    const auto earliest = timers_.earliest();
    if (!earliest || (armed_for_ && *armed_for_ <= *earliest)) return;
    armed_for_ = earliest;
    timer_.expires_at(*earliest);
    timer_.async_wait([this](const boost::system::error_code& error) {
        if (!error) fire();
    });
}

void IoLoop::fire() {
    struct Rearm {   // also when work throws
        IoLoop& loop;
        ~Rearm() { loop.arm(); }
    };
    armed_for_.reset();
    const Rearm rearm{*this};
    const auto now = Clock::now();   // taken once, so that timers without delay cannot keep the loop here
    while (auto work = timers_.take_due(now)) work();
}

std::unique_ptr<DrivenLoop> make_loop() { return std::make_unique<IoLoop>(); }

}  // namespace serval
