#include "transport/content_stream.hpp"

#include <stdexcept>

#include <fmt/format.h>

namespace serval::detail {
namespace {

// Room for a chunk's first line, filled in when the piece's size is known: eight digits are ample.
constexpr std::string_view size_line = "00000000\r\n";

}  // namespace

ContentSource::Pull ContentStream::pull_into(std::string& out, ContentSink& sink) {
    const std::size_t begin = out.size();
    const bool chunked = content_ == ResponseFrame::Content::chunked;
    if (chunked) out += size_line;
    const auto pull = source_->pull(out, sink);
    ended_ = pull == ContentSource::Pull::end;
    if (chunked) frame_chunk(out, begin);
    if (content_ == ResponseFrame::Content::length) count(out.size() - begin);
    if (chunked && ended_) out += "0\r\n\r\n";
    return pull;
}

void ContentStream::frame_chunk(std::string& out, std::size_t begin) {
    const std::size_t size = out.size() - begin - size_line.size();
    if (size == 0) {
        out.resize(begin);
        return;
    }
    fmt::format_to(out.data() + begin, "{:08x}", size);
    out += "\r\n";
}

void ContentStream::count(std::size_t size) {
    if (size > left_ || (ended_ && size < left_)) throw std::length_error{"streamed content differs from its declared length"};
    left_ -= size;
}

}  // namespace serval::detail
