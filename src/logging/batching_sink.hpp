#pragma once

#include <array>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

#include <serval/logging/log.hpp>

namespace serval::detail {

/** Where whole lines are written to, several at once. Called by one thread at a time. */
class LineOutput {
public:
    virtual ~LineOutput() = default;

    /** Write `lines`, the last without its line break. */
    virtual void write(std::string_view lines) = 0;
};

/** Formats each record into a buffer that its thread shares with few others, and writes buffers out as wholes.

    Lock order: a shard, then the output. Lines of one thread keep their order.
*/
class BatchingSink final : public LogSink {
public:
    using AppendLine = void (*)(std::string& out, const LogRecord& record);

    BatchingSink(std::unique_ptr<LineOutput> output, AppendLine append_line);
    ~BatchingSink() override;

    void write(const LogRecord& record) override;
    void flush() override;

private:
    static constexpr std::size_t batch_size = 32 * 1024;

    struct alignas(64) Shard {
        std::mutex mutex;
        std::string lines;
        bool waits = false;   // the flusher has been told
    };

    void append(Shard& shard, const LogRecord& record);
    void hand_over(Shard& shard);
    void write_out(std::string_view lines);
    [[nodiscard]] std::string lost_notice() const;
    void say_that_lines_wait();
    void flush_now_and_then();

    std::array<Shard, 16> shards_;
    AppendLine append_line_;

    std::mutex output_mutex_;
    std::unique_ptr<LineOutput> output_;
    std::uint64_t lost_lines_ = 0;   // since the last write that succeeded

    std::mutex wait_mutex_;
    std::condition_variable changed_;
    bool lines_wait_ = false;
    bool stopping_ = false;
    std::thread flusher_;
};

}  // namespace serval::detail
