#pragma once

#include <memory>
#include <string>
#include <utility>

#include <serval/http/content_source.hpp>

#include "transport/response_writer.hpp"

namespace serval::detail {

/** Takes streamed content from its source and frames it for the wire. */
class ContentStream {
public:
    /** @param content  How the response's head said that the content is delimited. */
    ContentStream(std::unique_ptr<ContentSource> source, const ResponseFrame& frame) noexcept
        : source_{std::move(source)}, left_{frame.length}, content_{frame.content} {}
    ~ContentStream() { abandon(); }
    ContentStream(const ContentStream&) = delete;
    ContentStream& operator=(const ContentStream&) = delete;

    /** Append the next piece to `out`.
        @throws what the source throws, and std::length_error when it keeps not to the length it told.
    */
    ContentSource::Pull pull_into(std::string& out, ContentSink& sink);

    void stop() noexcept { source_->stop(); }
    void abandon() noexcept {
        if (!std::exchange(ended_, true)) source_->abandon();
    }
    [[nodiscard]] bool is_at_rest() const noexcept { return source_->is_at_rest(); }

private:
    void frame_chunk(std::string& out, std::size_t begin);
    void count(std::size_t size);

    std::unique_ptr<ContentSource> source_;
    std::uint64_t left_;
    ResponseFrame::Content content_;
    bool ended_ = false;   // by its source, or abandoned
};

}  // namespace serval::detail
