#include "logging/batching_sink.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace serval::detail {
namespace {

constexpr std::chrono::milliseconds longest_wait{200};

}  // namespace

BatchingSink::BatchingSink(std::unique_ptr<LineOutput> output, AppendLine append_line)
    : append_line_{append_line}, output_{std::move(output)}, flusher_{[this] { flush_now_and_then(); }} {}

BatchingSink::~BatchingSink() {
    {
        const std::lock_guard lock{wait_mutex_};
        stopping_ = true;
    }
    changed_.notify_one();
    flusher_.join();
    flush();
}

void BatchingSink::write(const LogRecord& record) {
    Shard& shard = shards_[std::hash<std::thread::id>{}(std::this_thread::get_id()) % shards_.size()];
    bool begins_batch = false;
    {
        const std::lock_guard lock{shard.mutex};
        append(shard, record);
        if (!record.may_wait || shard.lines.size() >= batch_size) hand_over(shard);
        else begins_batch = !std::exchange(shard.waits, true);
    }
    if (begins_batch) say_that_lines_wait();
}

void BatchingSink::append(Shard& shard, const LogRecord& record) {
    const std::size_t before = shard.lines.size();
    try {
        append_line_(shard.lines, record);
        shard.lines += '\n';
    } catch (...) {
        shard.lines.resize(before);   // half a line must not stay
        throw;
    }
}

void BatchingSink::hand_over(Shard& shard) {
    if (shard.lines.empty()) return;
    write_out(std::string_view{shard.lines}.substr(0, shard.lines.size() - 1));
    shard.lines.clear();
    shard.waits = false;
}

void BatchingSink::write_out(std::string_view lines) {
    const std::lock_guard lock{output_mutex_};
    try {
        if (lost_lines_ > 0) output_->write(lost_notice());
        lost_lines_ = 0;
        output_->write(lines);
    } catch (...) {
        lost_lines_ += 1 + static_cast<std::uint64_t>(std::count(lines.begin(), lines.end(), '\n'));
    }
}

std::string BatchingSink::lost_notice() const {
    const LogField field{"lines", lost_lines_};
    std::string line;
    append_line_(line, {std::chrono::system_clock::now(), LogLevel::warning, "log lines were lost", {}, {&field, 1}, false});
    return line;
}

void BatchingSink::flush() {
    for (Shard& shard : shards_) {
        const std::lock_guard lock{shard.mutex};
        hand_over(shard);
    }
}

void BatchingSink::say_that_lines_wait() {
    {
        const std::lock_guard lock{wait_mutex_};
        lines_wait_ = true;
    }
    changed_.notify_one();
}

void BatchingSink::flush_now_and_then() {
    std::unique_lock lock{wait_mutex_};
    while (!stopping_) {
        changed_.wait(lock, [this] { return lines_wait_ || stopping_; });
        changed_.wait_for(lock, longest_wait, [this] { return stopping_; });   // so that more lines come together
        lines_wait_ = false;
        lock.unlock();
        flush();
        lock.lock();
    }
}

}  // namespace serval::detail
