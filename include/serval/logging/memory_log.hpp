#pragma once

#include <mutex>
#include <string>
#include <vector>

#include <serval/logging/log.hpp>

namespace serval {

/** A sink that keeps its lines, for tests: `auto lines = std::make_shared<MemoryLog>(); Log log{lines};`. Thread-safe. */
class MemoryLog final : public LogSink {
public:
    void write(const LogRecord& record) override;

    /** Every line so far, as text without its time: `info listening address=127.0.0.1:8000`. */
    [[nodiscard]] std::vector<std::string> lines() const;
    /** Whether `text` stands in one of the lines. */
    [[nodiscard]] bool contains(std::string_view text) const;
    void clear();

private:
    mutable std::mutex mutex_;
    std::vector<std::string> lines_;
};

}  // namespace serval
