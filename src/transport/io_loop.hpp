#pragma once

#include <atomic>
#include <optional>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <serval/tasks/driven_loop.hpp>

#include "transport/timer_heap.hpp"

namespace serval {

/** The loop over an io_context: home of connections, and what tests drive by hand. One thread at a time runs it. */
class IoLoop final : public DrivenLoop {
public:
    using Executor = boost::asio::io_context::executor_type;

    IoLoop();
    ~IoLoop() override;

    /** Run until `stop`, also while there is nothing to do. Exceptions of posted work come out of it; call it again then. */
    void run();
    /** Run what is ready and return; how many pieces of work that was. */
    std::size_t poll();
    /** Have `run` return soon, now or when it is called. Work that is still there stays. Thread-safe. */
    void stop() { context_.stop(); }
    /** Let it run once more after `stop`. */
    void restart() { context_.restart(); }

    [[nodiscard]] Executor executor() noexcept { return context_.get_executor(); }

    void post(UniqueFunction<void()> work) override;
    TimerId call_after(Clock::duration delay, UniqueFunction<void()> work) override;
    bool cancel(TimerId timer) override;
    [[nodiscard]] void* native(TypeId type) noexcept override;
    void run_until(UniqueFunction<bool()> done) override;
    [[nodiscard]] bool run_until(UniqueFunction<bool()> done, Clock::duration patience) override;

private:
    void arm();
    void fire();

    // Sockets are only touched by the thread that runs the loop: the locks of each would be taken for nothing.
    boost::asio::io_context context_{BOOST_ASIO_CONCURRENCY_HINT_UNSAFE_IO};
    boost::asio::executor_work_guard<Executor> guard_{context_.get_executor()};
    boost::asio::basic_waitable_timer<Clock, boost::asio::wait_traits<Clock>, Executor> timer_{context_};
    TimerHeap timers_;
    std::optional<Clock::time_point> armed_for_;
    std::atomic<int> posting_{0};
};

}  // namespace serval
