#pragma once

#include <coroutine>

#include <serval/tasks/chain.hpp>

namespace serval::detail {

/** Where one task waits for one thing, which may happen before it waits. It stays in its place while in use. */
class Pause {
public:
    explicit Pause(Chain& chain) noexcept : chain_{&chain} {}
    Pause(const Pause&) = delete;
    Pause& operator=(const Pause&) = delete;

    /** It has happened: the task goes on, inside this call if it waits already. From the home loop only. */
    void end() noexcept {
        ended_ = true;
        if (waiting_ != nullptr) chain_->resume(waiting_);
    }

    /** The same from any thread: the task goes on at home, later. Called once; the pause may be gone when it returns. */
    void end_at_home() noexcept;

    class Awaiter {   // apart, because g++ 12 copies what a function gives by reference to co_await
    public:
        explicit Awaiter(Pause& pause) noexcept : pause_{&pause} {}
        [[nodiscard]] bool await_ready() const noexcept { return pause_->ended_; }
        void await_suspend(std::coroutine_handle<> task) const noexcept { pause_->waiting_ = task; }
        void await_resume() const noexcept {}

    private:
        Pause* pause_;
    };

    /** Until it has happened: `co_await pause.ended();`. */
    [[nodiscard]] Awaiter ended() noexcept { return Awaiter{*this}; }

private:
    Chain* chain_;
    std::coroutine_handle<> waiting_;
    bool ended_ = false;
};

}  // namespace serval::detail
