#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include <serval/http/content_source.hpp>

#include "coding/content_coder.hpp"

namespace serval::detail {

/** Streamed content in a coding. Each piece leaves as soon as it is there, so that an event is not held back until more come.

    What shrinks to nearly nothing never fills a client's buffers, which is what has other streams stop: so after a while this one stops
    of itself, until whoever else waits for the loop has had a turn.
*/
class CodedSource final : public ContentSource {
public:
    CodedSource(std::unique_ptr<ContentSource> source, ContentCoding coding, const CodingEffort& effort) noexcept
        : source_{std::move(source)}, coding_{coding}, effort_{effort} {}

    Pull pull(std::string& out, ContentSink& sink) override;
    void abandon() noexcept override { source_->abandon(); }

private:
    bool pause(ContentSink& sink);

    std::unique_ptr<ContentSource> source_;
    ContentCoding coding_;
    CodingEffort effort_;
    std::unique_ptr<ContentEncoder> encoder_;   // made with the first piece: an answer to HEAD needs none
    std::string piece_;
    std::size_t taken_ = 0;                     // in this turn
    std::shared_ptr<ContentSink*> paused_;      // whom to tell of the next one, as long as this is there
};

}  // namespace serval::detail
