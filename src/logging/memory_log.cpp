#include <serval/logging/memory_log.hpp>

#include "logging/line_format.hpp"

#include <algorithm>

namespace serval {

void MemoryLog::write(const LogRecord& record) {
    std::string line;
    detail::append_untimed_line(line, record);
    const std::lock_guard lock{mutex_};
    lines_.push_back(std::move(line));
}

std::vector<std::string> MemoryLog::lines() const {
    const std::lock_guard lock{mutex_};
    return lines_;
}

bool MemoryLog::contains(std::string_view text) const {
    const std::lock_guard lock{mutex_};
    return std::any_of(lines_.begin(), lines_.end(), [&](const std::string& line) { return line.find(text) != line.npos; });
}

void MemoryLog::clear() {
    const std::lock_guard lock{mutex_};
    lines_.clear();
}

}  // namespace serval
