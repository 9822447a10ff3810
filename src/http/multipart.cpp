#include <serval/http/multipart.hpp>

#include <serval/http/media_type.hpp>

#include "http/multipart_state.hpp"

namespace serval {
namespace {

struct Collector final : MultipartSink {
    void begin_part(PartHead head) override { parts.push_back({std::move(head), {}}); }
    void part_data(std::string_view piece) override { parts.back().content += piece; }
    void end_part() override {}

    std::vector<Part> parts;
};

}  // namespace

std::string_view describe(MultipartFault fault) noexcept {
    switch (fault) {
        case MultipartFault::bad_boundary: return "The form names no usable boundary.";
        case MultipartFault::malformed: return "The form is malformed.";
        case MultipartFault::incomplete: return "The form ends before its closing delimiter.";
        case MultipartFault::bad_encoding: return "A part of the form has an unknown or malformed transfer encoding.";
        case MultipartFault::too_many_parts: return "The form has too many parts.";
        case MultipartFault::header_too_large: return "A part of the form has too large a header.";
    }
    return {};
}

MultipartParser::MultipartParser(std::string_view boundary, MultipartSink& sink, MultipartLimits limits)
    : state_{std::make_unique<State>(boundary, sink, limits)} {}

MultipartParser::~MultipartParser() = default;
MultipartParser::MultipartParser(MultipartParser&&) noexcept = default;
MultipartParser& MultipartParser::operator=(MultipartParser&&) noexcept = default;

bool MultipartParser::feed(std::string_view piece) { return state_->feed(piece); }

bool MultipartParser::finish() { return state_->finish(); }

MultipartFault MultipartParser::fault() const noexcept { return state_->fault(); }

Parsed<std::vector<Part>, MultipartFault> parse_multipart(std::string_view body, std::string_view boundary, MultipartLimits limits) {
    Collector collector;
    MultipartParser parser{boundary, collector, limits};
    if (!parser.feed(body) || !parser.finish()) return parser.fault();
    return std::move(collector.parts);
}

std::optional<std::string_view> multipart_boundary(const MediaType& content_type) noexcept {
    if (content_type.essence() != "multipart/form-data") return std::nullopt;
    return content_type.parameter("boundary");
}

}  // namespace serval
