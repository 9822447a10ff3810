#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <serval/detail/unique_function.hpp>
#include <serval/http/content_source.hpp>
#include <serval/serialization/content_writer.hpp>
#include <serval/tasks/cancellation.hpp>
#include <serval/tasks/pause.hpp>
#include <serval/tasks/root_task.hpp>

namespace serval::detail {

/** Content that a coroutine writes. It is started by the first pull, goes on when what it wrote was taken, and is cancelled when nobody takes any more;
    until it has ended, the content stays where it is.
*/
class ProducedContent final : public ContentSource, ContentWriter, TaskWaiter {
public:
    using Write = UniqueFunction<Task<void>(ContentWriter&)>;

    ProducedContent(const TaskContext& tasks, Write write, std::optional<std::uint64_t> length);

    [[nodiscard]] std::optional<std::uint64_t> length() const override { return length_; }
    Pull pull(std::string& out, ContentSink& sink) override;
    void abandon() noexcept override;
    [[nodiscard]] bool is_at_rest() const noexcept override { return !is_running() && !is_telling_; }

private:
    Task<void> write(std::string piece) override;
    void task_finished() noexcept override;

    [[nodiscard]] bool is_running() const noexcept { return task_.has_value() && !has_ended_; }
    void go_on();
    Task<void> wait_for_room();
    void tell_sink();

    Cancellation cancellation_;
    TaskContext context_;
    Write write_;
    std::optional<std::uint64_t> length_;
    std::optional<RootTask<void>> task_;
    std::string written_;
    Pause* room_ = nullptr;       // that the coroutine waits for
    ContentSink* sink_ = nullptr; // that waits for content
    bool has_ended_ = false;
    bool is_telling_ = false;     // the sink is about to be told
};

}  // namespace serval::detail
