#include "realtime/event_content.hpp"

#include <utility>

#include <serval/realtime/event_stream.hpp>

namespace serval::detail {

ContentSource::Pull EventContent::pull(std::string& out, ContentSink& sink) {
    if (std::exchange(was_silent_, false)) return out += event_comment("ping"), Pull::more;
    sink_ = &sink;
    const Pull pull = pull_events(out);
    if (pull == Pull::later) await_silence();
    return pull;
}

ContentSource::Pull EventContent::pull_events(std::string& out) {
    try {
        return events_.pull(out, *this);
    } catch (const Cancelled&) {
        if (is_stopping_) return Pull::end;   // as it was asked to
        throw;
    }
}

void EventContent::content_ready() {
    await_nothing();
    sink_->content_ready();
}

void EventContent::await_silence() {
    if (ping_ <= ping_.zero() || timer_ != 0) return;
    timer_ = loop_.call_after(ping_, [this] {
        timer_ = 0;
        was_silent_ = true;
        sink_->content_ready();
    });
}

void EventContent::await_nothing() noexcept {
    if (timer_ != 0) loop_.cancel(std::exchange(timer_, 0));
}

void EventContent::stop() noexcept {
    is_stopping_ = true;
    events_.abandon();
}

void EventContent::abandon() noexcept {
    await_nothing();
    events_.abandon();
}

}  // namespace serval::detail
