#pragma once

#include <chrono>

namespace serval {

/** Tells the time of day; a test puts a clock that stands still in its place. Thread-safe. */
class TimeSource {
public:
    virtual ~TimeSource() = default;
    [[nodiscard]] virtual std::chrono::system_clock::time_point now() const = 0;
};

/** The system's clock. */
class SystemTime final : public TimeSource {
public:
    [[nodiscard]] std::chrono::system_clock::time_point now() const override { return std::chrono::system_clock::now(); }
};

}  // namespace serval
