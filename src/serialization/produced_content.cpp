#include "serialization/produced_content.hpp"

#include <utility>

#include <serval/tasks/loop.hpp>
#include <serval/tasks/this_task.hpp>

namespace serval::detail {
namespace {

constexpr std::size_t enough_octets = 16 * 1024;   // to be taken before more is written

}  // namespace

ProducedContent::ProducedContent(const TaskContext& tasks, Write write, std::optional<std::uint64_t> length)
    : context_{tasks.loop, cancellation_, tasks.workers, tasks.origin}, write_{std::move(write)}, length_{length} {}

ContentSource::Pull ProducedContent::pull(std::string& out, ContentSink& sink) {
    if (!has_ended_) go_on();
    out += written_;
    const bool gave_some = !written_.empty();
    written_.clear();
    if (has_ended_ && !is_telling_) return task_->result(), Pull::end;
    if (!gave_some) sink_ = &sink;
    return gave_some ? Pull::more : Pull::later;
}

void ProducedContent::go_on() {
    if (!task_.has_value()) {
        task_.emplace(write_(*this));
        has_ended_ = task_->start(context_, *this);
    } else if (room_ != nullptr) {
        std::exchange(room_, nullptr)->end();
    }
}

Task<void> ProducedContent::write(std::string piece) {
    if (cancellation_.requested()) throw Cancelled{};
    written_ += piece;
    tell_sink();
    return written_.size() < enough_octets ? Task<void>::ready() : wait_for_room();
}

Task<void> ProducedContent::wait_for_room() {
    Chain& chain = co_await this_chain();
    Pause room(chain);
    room_ = &room;
    co_await room.ended();
    if (cancellation_.requested()) throw Cancelled{};
}

void ProducedContent::task_finished() noexcept {
    has_ended_ = true;
    tell_sink();
}

// Later, so that all that is written in one turn leaves together, and the coroutine is not pulled from within.
void ProducedContent::tell_sink() {
    if (sink_ == nullptr || std::exchange(is_telling_, true)) return;
    context_.loop.post([this] {
        is_telling_ = false;
        std::exchange(sink_, nullptr)->content_ready();
    });
}

void ProducedContent::abandon() noexcept {
    cancellation_.request();
    if (room_ != nullptr) std::exchange(room_, nullptr)->end();
}

}  // namespace serval::detail
