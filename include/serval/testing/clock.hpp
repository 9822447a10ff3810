#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

#include <serval/tasks/time_source.hpp>

namespace serval::test {

/** An app's time of day: the system's until it is frozen, then what the test says. Thread-safe. */
class Clock final : public TimeSource {
public:
    using Time = std::chrono::system_clock::time_point;

    [[nodiscard]] Time now() const override {
        const std::int64_t ticks = frozen_.load();
        return ticks == running ? std::chrono::system_clock::now() : Time{Time::duration{ticks}};
    }
    /** Stand still at `time`. */
    void freeze(Time time) { frozen_ = time.time_since_epoch().count(); }
    /** Stand still now. */
    void freeze() { freeze(now()); }
    /** Stand still `step` later than now. */
    void advance(std::chrono::system_clock::duration step) { freeze(now() + step); }
    /** Run with the system's again. */
    void thaw() { frozen_ = running; }

private:
    static constexpr std::int64_t running = INT64_MIN;
    std::atomic<std::int64_t> frozen_ = running;
};

}  // namespace serval::test
