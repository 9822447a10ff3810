#include <serval/routing/pattern.hpp>

#include "routing/path_text.hpp"
#include "routing/segment.hpp"

namespace serval {
namespace {

Converter written_converter(const detail::PatternPiece& piece) {
    const Converter::Kind kind = *converter_kind(piece.converter);
    return kind == Converter::Kind::regex ? Converter::regex(std::string{piece.converter}) : Converter{kind};
}

Parameter make_parameter(const detail::PatternPiece& piece, std::span<const Parameter> types) {
    if (piece.has_converter) return {std::string{piece.name}, written_converter(piece)};
    for (const Parameter& type : types) {
        if (type.name == piece.name) return type;
    }
    return {std::string{piece.name}, {}};
}

/** Collects texts and parameters until a slash ends their segment. */
class SegmentsBuilder {
public:
    void add_text(std::string_view text) {
        for (const char c : text) {
            if (c == '/') {
                end_segment();
            } else {
                texts_.back() += c;
            }
        }
    }

    void add_parameter(Parameter parameter) {
        parameters_.push_back(std::move(parameter));
        texts_.emplace_back();
    }

    /** The segments; what stands before the first slash is none. */
    std::vector<std::shared_ptr<const detail::Segment>> finish() {
        end_segment();
        segments_.erase(segments_.begin());
        return std::move(segments_);
    }

private:
    void end_segment() {
        segments_.push_back(std::make_shared<const detail::Segment>(std::move(texts_), std::move(parameters_)));
        texts_.assign(1, "");
        parameters_.clear();
    }

    std::vector<std::string> texts_{""};
    std::vector<Parameter> parameters_;
    std::vector<std::shared_ptr<const detail::Segment>> segments_;
};

void check_types(const std::vector<Parameter>& parameters, std::span<const Parameter> types) {
    for (const Parameter& type : types) {
        bool found = false;
        for (const Parameter& parameter : parameters) found = found || parameter.name == type.name;
        if (!found) throw PatternError{"has no {" + type.name + "}, which an argument of the handler asks for"};
    }
}

}  // namespace

Pattern::Pattern(std::string_view text, std::span<const Parameter> types) : text_{text} {
    try {
        read(types);
    } catch (const PatternError& error) {
        throw PatternError{text_ + ": " + error.what()};
    }
}

void Pattern::read(std::span<const Parameter> types) {
    const PatternMistake mistake = find_mistake(text_);
    if (mistake != PatternMistake::no_mistake) throw PatternError{std::string{explain(mistake)}};
    if (!detail::is_printable(text_)) throw PatternError{"is not UTF-8"};
    SegmentsBuilder builder;
    detail::PatternReader reader{text_};
    for (detail::PatternPiece piece; reader.next(piece);) {
        if (piece.is_parameter) {
            parameters_.push_back(make_parameter(piece, types));
            builder.add_parameter(parameters_.back());
        } else {
            builder.add_text(piece.text);
        }
    }
    check_types(parameters_, types);
    segments_ = builder.finish();
}

std::string Pattern::template_text() const {
    std::string result;
    detail::PatternReader reader{text_};
    for (detail::PatternPiece piece; reader.next(piece);) {
        if (piece.is_parameter) {
            result.append("{").append(piece.name).append("}");
        } else {
            result += piece.text;
        }
    }
    return result;
}

}  // namespace serval
