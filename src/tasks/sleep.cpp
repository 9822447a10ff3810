#include <serval/tasks/sleep.hpp>

#include <serval/tasks/cancellation.hpp>
#include <serval/tasks/pause.hpp>
#include <serval/tasks/this_task.hpp>

namespace serval {
namespace {

class Sleep final : Cancellation::Listener {
public:
    Sleep(detail::Chain& chain, Loop::Clock::duration delay)
        : Listener{chain.context().cancellation}, loop_{chain.context().loop}, pause_{chain},
          timer_{loop_.call_after(delay, [this] { pause_.end(); })} {}

    [[nodiscard]] detail::Pause::Awaiter over() noexcept { return pause_.ended(); }

private:
    // Posted, so that the one who asks does not find himself inside what he cancels.
    void cancelled() noexcept override {
        if (loop_.cancel(timer_)) pause_.end_at_home();
    }

    Loop& loop_;
    detail::Pause pause_;
    Loop::TimerId timer_;
};

}  // namespace

Task<void> sleep_for(Loop::Clock::duration delay) {
    detail::Chain& chain = co_await detail::this_chain();
    const Cancellation& cancellation = chain.context().cancellation;
    if (!cancellation.requested()) {
        Sleep sleep(chain, delay);
        co_await sleep.over();
    }
    if (cancellation.requested()) throw Cancelled{};
}

}  // namespace serval
