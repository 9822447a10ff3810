#pragma once

#include <coroutine>

#include <serval/middleware/middleware.hpp>
#include <serval/tasks/root_task.hpp>

namespace serval {

class Run;

/** A coroutine middleware that has been entered, and waits in its `co_await next()` while what it wraps is answered. */
class OnionLayer final : public Next::Runner, public TaskWaiter {
public:
    OnionLayer(Run& run, CoroutineMiddleware& middleware);

    enum class Reached { nothing_yet, next, end };

    /** Run it up to its `next()` or its end. */
    [[nodiscard]] Reached start();
    /** Hand it the response, and run it on towards its end. */
    [[nodiscard]] Reached go_on();
    /** How far it is. */
    [[nodiscard]] Reached reached() const noexcept;
    /** What it answers, when it has reached its end. */
    [[nodiscard]] Response result() { return task_.result(); }

private:
    void run_rest(Response& response, detail::Chain& chain, std::coroutine_handle<> waiting, Cancellation* cancellation) override;
    void task_finished() noexcept override;

    Run& run_;
    RootTask<Response> task_;
    Response* response_ = nullptr;
    detail::Chain* chain_ = nullptr;
    std::coroutine_handle<> waiting_;
    Cancellation* outer_ = nullptr;   // of the run, while the rest has one of its own
    bool driven_ = false;     // from here, so that nobody else need be told
    bool wants_rest_ = false;
    bool ended_ = false;
};

}  // namespace serval
