#include "http/multipart_state.hpp"

#include <algorithm>

#include <serval/http/content_disposition.hpp>

#include "http/syntax.hpp"

namespace serval {
namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::string_view close = "--";

bool is_boundary(std::string_view text) noexcept {
    const auto allowed = [](char c) {
        return detail::is_digit(c) || (detail::lower(c) >= 'a' && detail::lower(c) <= 'z') ||
               std::string_view{"'()+_,-./:=? "}.find(c) != std::string_view::npos;
    };
    return !text.empty() && text.size() <= 70 && text.back() != ' ' && std::all_of(text.begin(), text.end(), allowed);
}

bool ends_delimiter(std::string_view text) noexcept { return text == line_end || text == close; }

}  // namespace

MultipartParser::State::State(std::string_view boundary, MultipartSink& sink, MultipartLimits limits)
    : sink_{&sink}, limits_{limits}, delimiter_{"\r\n--"} {
    delimiter_ += boundary;
    if (!is_boundary(boundary)) fault_ = MultipartFault::bad_boundary;
}

bool MultipartParser::State::feed(std::string_view piece) {
    const bool joined = !pending_.empty();
    if (joined) pending_ += piece;
    std::string_view rest = joined ? std::string_view{pending_} : piece;
    while (!fault_ && step(rest)) {}
    if (joined) pending_.erase(0, pending_.size() - rest.size());
    else pending_ = rest;
    return !fault_;
}

bool MultipartParser::State::finish() {
    if (!fault_ && stage_ != Stage::epilogue) fail(MultipartFault::incomplete);
    return !fault_;
}

bool MultipartParser::State::step(std::string_view& rest) {
    switch (stage_) {
        case Stage::start: return read_start(rest);
        case Stage::header: return read_header(rest);
        case Stage::content: return read_content(rest);
        case Stage::epilogue: rest = {}; return false;
    }
    return false;
}

bool MultipartParser::State::read_start(std::string_view& rest) {
    if (rest.starts_with(line_end)) {
        rest.remove_prefix(line_end.size());
        return true;
    }
    const std::string_view opening = std::string_view{delimiter_}.substr(line_end.size());
    if (rest.size() < opening.size() + 2) return false;
    const std::string_view after = rest.substr(opening.size(), 2);
    if (!rest.starts_with(opening) || !ends_delimiter(after)) return fail(MultipartFault::malformed);
    rest.remove_prefix(opening.size() + 2);
    return enter_stage_after(after);
}

bool MultipartParser::State::read_header(std::string_view& rest) {
    const auto size = rest.find(line_end, scanned_);
    const bool whole = size != std::string_view::npos;
    if (header_size_ + (whole ? size + 2 : rest.size()) > limits_.header_size) return fail(MultipartFault::header_too_large);
    scanned_ = whole || rest.empty() ? 0 : rest.size() - 1;
    if (!whole) return false;
    const std::string_view line = rest.substr(0, size);
    rest.remove_prefix(size + 2);
    header_size_ += size + 2;
    return line.empty() ? begin_part() : add_header(line);
}

bool MultipartParser::State::read_content(std::string_view& rest) {
    const auto at = rest.find(delimiter_);
    if (at == std::string_view::npos) {
        give(rest, rest.size() - std::min(rest.size(), delimiter_.size() - 1));
        return false;
    }
    if (rest.size() - at < delimiter_.size() + 2) {
        give(rest, at);
        return false;
    }
    const std::string_view after = rest.substr(at + delimiter_.size(), 2);
    if (!ends_delimiter(after)) return give(rest, at + 1);
    if (!give(rest, at) || !end_part()) return false;
    rest.remove_prefix(delimiter_.size() + 2);
    return enter_stage_after(after);
}

bool MultipartParser::State::enter_stage_after(std::string_view delimiter_end) {
    stage_ = delimiter_end == close ? Stage::epilogue : Stage::header;
    head_ = {};
    header_size_ = 0;
    return true;
}

bool MultipartParser::State::add_header(std::string_view line) {
    const auto colon = std::min(line.find(':'), line.size());
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = line.substr(std::min(colon + 1, line.size()));
    if (colon == line.size() || !detail::is_token(name) || !detail::is_field_value(value)) return fail(MultipartFault::malformed);
    head_.headers.add(name, value);
    return true;
}

bool MultipartParser::State::begin_part() {
    if (parts_++ == limits_.parts) return fail(MultipartFault::too_many_parts);
    auto disposition = ContentDisposition::parse(head_.headers.find("Content-Disposition").value_or(""));
    if (!disposition || disposition->type != "form-data" || !disposition->name) return fail(MultipartFault::malformed);
    if (!decoder_.begin(head_.headers.find("Content-Transfer-Encoding").value_or(""))) return fail(MultipartFault::bad_encoding);
    head_.name = *std::move(disposition->name);
    head_.filename = std::move(disposition->filename);
    head_.content_type = head_.headers.find("Content-Type").value_or("");
    sink_->begin_part(std::move(head_));
    stage_ = Stage::content;
    return true;
}

bool MultipartParser::State::give(std::string_view& rest, std::size_t size) {
    std::string_view piece = rest.substr(0, size);
    rest.remove_prefix(size);
    if (!decoder_.is_identity()) {
        decoded_.clear();
        if (!decoder_.decode(piece, decoded_)) return fail(MultipartFault::bad_encoding);
        piece = decoded_;
    }
    if (!piece.empty()) sink_->part_data(piece);
    return true;
}

bool MultipartParser::State::end_part() {
    if (!decoder_.is_complete()) return fail(MultipartFault::bad_encoding);
    sink_->end_part();
    return true;
}

bool MultipartParser::State::fail(MultipartFault fault) noexcept {
    fault_ = fault;
    return false;
}

}  // namespace serval
