#pragma once

#include <memory>

#include <serval/tasks/loop.hpp>

namespace serval {

/** A loop that has no thread of its own: it runs on the thread that drives it, while that drives it.
    Driven by one thread at a time.
*/
class DrivenLoop : public Loop {
public:
    /** Run what is posted and due until `done`, which is asked before each piece of work; wait where there is none. */
    virtual void run_until(UniqueFunction<bool()> done) = 0;
    /** The same for no longer than `patience`; returns whether it is `done`. */
    [[nodiscard]] virtual bool run_until(UniqueFunction<bool()> done, Clock::duration patience) = 0;
};

/** A loop to be driven by hand: by a test client, by `sync_wait`. */
[[nodiscard]] std::unique_ptr<DrivenLoop> make_loop();

}  // namespace serval
