#pragma once

#include <chrono>
#include <string>

#include <serval/http/content_source.hpp>
#include <serval/tasks/loop.hpp>

#include "serialization/produced_content.hpp"

namespace serval::detail {

/** The content of an event stream: what a coroutine writes, and a comment whenever it has been silent for long. It has no end of its own, and so
    ends when the server stops.
*/
class EventContent final : public ContentSource, ContentSink {
public:
    /** @param ping  After how long a silence; none at zero. */
    EventContent(const TaskContext& tasks, ProducedContent::Write write, std::chrono::milliseconds ping)
        : events_{tasks, std::move(write), std::nullopt}, loop_{tasks.loop}, ping_{ping} {}

    Pull pull(std::string& out, ContentSink& sink) override;
    void stop() noexcept override;
    void abandon() noexcept override;
    [[nodiscard]] bool is_at_rest() const noexcept override { return events_.is_at_rest(); }

private:
    void content_ready() override;

    [[nodiscard]] Pull pull_events(std::string& out);
    void await_silence();
    void await_nothing() noexcept;

    ProducedContent events_;
    Loop& loop_;
    std::chrono::milliseconds ping_;
    ContentSink* sink_ = nullptr;   // that waits for content
    Loop::TimerId timer_ = 0;
    bool was_silent_ = false;       // for long enough
    bool is_stopping_ = false;
};

}  // namespace serval::detail
