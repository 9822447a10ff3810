#include "transport/content_reader.hpp"

#include "transport/chunk_syntax.hpp"

#include <algorithm>

namespace serval::detail {
namespace {

constexpr std::size_t longest_line = 4096;   // without its end

}  // namespace

void ContentReader::start(const Framing& framing, std::size_t overhead) noexcept {
    chunked_ = framing.content == Framing::Content::chunked;
    remaining_ = framing.content == Framing::Content::length ? framing.length : 0;
    overhead_ = overhead;
    state_ = chunked_ ? State::size_line : remaining_ != 0 ? State::data : State::done;
}

ContentReader::Outcome ContentReader::read(std::string_view& input, std::string& out, std::uint64_t limit) {
    while (state_ != State::done) {
        if (const Outcome o = step(input, out, limit); o != Outcome::complete) return o;
    }
    return Outcome::complete;
}

ContentReader::Outcome ContentReader::step(std::string_view& input, std::string& out, std::uint64_t limit) {
    switch (state_) {
        case State::data: return read_data(input, out, limit);
        case State::data_end: return read_data_end(input);
        case State::size_line: return read_size_line(input);
        case State::trailer: return read_trailer(input);
        case State::done: break;
    }
    return Outcome::complete;
}

ContentReader::Outcome ContentReader::read_data(std::string_view& input, std::string& out, std::uint64_t limit) {
    if (remaining_ > limit - out.size()) return refuse(Status::content_too_large, "The content is too large.");
    const std::string_view piece = input.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(remaining_, input.size())));
    out += piece;
    input.remove_prefix(piece.size());
    remaining_ -= piece.size();
    if (remaining_ != 0) return Outcome::incomplete;
    state_ = chunked_ ? State::data_end : State::done;
    return Outcome::complete;
}

ContentReader::Outcome ContentReader::read_data_end(std::string_view& input) {
    static constexpr std::string_view line_end = "\r\n";
    if (input.substr(0, 2) != line_end.substr(0, input.size())) return refuse(Status::bad_request, "A chunk is longer than its size.");
    if (input.size() < 2) return Outcome::incomplete;
    input.remove_prefix(2);
    state_ = State::size_line;
    return Outcome::complete;
}

ContentReader::Outcome ContentReader::read_size_line(std::string_view& input) {
    std::string_view line;
    if (const Outcome o = take_line(input, line); o != Outcome::complete) return o;
    const auto size = read_chunk_size(line);
    if (!size) return refuse(Status::bad_request, "A chunk's size is malformed (RFC 9112, section 7.1).");
    const std::size_t extensions = line.size() - std::min(line.find(';'), line.size());
    if (extensions > overhead_) return refuse(Status::bad_request, "The chunk extensions are too long.");
    overhead_ -= extensions;
    remaining_ = *size;
    state_ = *size == 0 ? State::trailer : State::data;
    return Outcome::complete;
}

ContentReader::Outcome ContentReader::read_trailer(std::string_view& input) {
    std::string_view line;
    if (const Outcome o = take_line(input, line); o != Outcome::complete) return o;
    if (line.empty()) {
        state_ = State::done;
        return Outcome::complete;
    }
    if (!is_trailer_field(line)) return refuse(Status::bad_request, "A trailer field is malformed or may not stand there.");
    if (line.size() > overhead_) return refuse(Status::request_header_fields_too_large, "The trailer section is too large.");
    overhead_ -= line.size();
    return Outcome::complete;
}

ContentReader::Outcome ContentReader::take_line(std::string_view& input, std::string_view& line) {
    const auto end = std::min(input.find('\n'), input.size());
    if (end > longest_line + 1) return refuse(Status::bad_request, "A line between chunks is too long.");
    if (end == input.size()) return Outcome::incomplete;
    if (end == 0 || input[end - 1] != '\r') return refuse(Status::bad_request, "A line feed stands alone.");
    line = input.substr(0, end - 1);
    input.remove_prefix(end + 1);
    return Outcome::complete;
}

ContentReader::Outcome ContentReader::refuse(Status status, std::string_view detail) noexcept {
    refusal_ = {status, detail};
    return Outcome::refused;
}

}  // namespace serval::detail
