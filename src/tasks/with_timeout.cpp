#include <serval/tasks/with_timeout.hpp>

namespace serval::detail {

TimeLimit::TimeLimit(const TaskContext& outer, Loop::Clock::duration limit)
    : Listener{outer.cancellation}, outer_{outer}, timer_{outer.loop.call_after(limit, [this] {
          is_over_ = true;
          cancellation_.request();
      })} {
    if (outer.cancellation.requested()) cancellation_.request();
}

TimeLimit::~TimeLimit() { outer_.loop.cancel(timer_); }

}  // namespace serval::detail
