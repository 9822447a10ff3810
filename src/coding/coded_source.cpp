#include "coding/coded_source.hpp"

#include <serval/tasks/loop.hpp>

namespace serval::detail {
namespace {

constexpr std::size_t octets_in_a_turn = 128 * 1024;   // some milliseconds

}  // namespace

ContentSource::Pull CodedSource::pull(std::string& out, ContentSink& sink) {
    if (taken_ >= octets_in_a_turn && pause(sink)) return Pull::later;
    if (encoder_ == nullptr) encoder_ = make_encoder(coding_, effort_);
    piece_.clear();
    const Pull pull = source_->pull(piece_, sink);
    taken_ += piece_.size();
    if (pull == Pull::end) encoder_->encode(piece_, ContentEncoder::Then::end, out);
    else if (!piece_.empty()) encoder_->encode(piece_, ContentEncoder::Then::pause, out);
    return pull;
}

bool CodedSource::pause(ContentSink& sink) {
    taken_ = 0;
    Loop* const loop = Loop::current();
    if (loop == nullptr) return false;   // nobody else waits
    paused_ = std::make_shared<ContentSink*>(&sink);
    loop->post([paused = std::weak_ptr<ContentSink*>{paused_}] {
        if (const auto told = paused.lock()) (*told)->content_ready();
    });
    return true;
}

}  // namespace serval::detail
