#pragma once

#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <serval/routing/converter.hpp>
#include <serval/routing/pattern_syntax.hpp>

namespace serval {

/** A named place in a pattern, and what may stand there. */
struct Parameter {
    std::string name;
    Converter converter;
};

namespace detail {
class Segment;
}

/** A pattern is not written as it should be. Says the pattern and what is wrong with it. */
class PatternError : public std::invalid_argument {
public:
    using std::invalid_argument::invalid_argument;
};

/** A route's pattern, taken apart. */
class Pattern {
public:
    /** The pattern written as `text`.
        @param types  Converters that the handler's arguments bring along, by name, for parameters written without one.
        @throws PatternError when `text` has a mistake, is not UTF-8, holds an expression that RE2 refuses, or lacks a
                parameter that `types` names.
    */
    explicit Pattern(std::string_view text, std::span<const Parameter> types = {});

    /** As it was written: "/books/{id:int}". */
    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    /** Without its converters: "/books/{id}", as OpenAPI writes paths. */
    [[nodiscard]] std::string template_text() const;

    /** Its parameters in the order in which they stand. */
    [[nodiscard]] const std::vector<Parameter>& parameters() const noexcept { return parameters_; }

    /** Its segments, one for each slash; the last one is empty behind a slash at the end. For the router. */
    [[nodiscard]] const std::vector<std::shared_ptr<const detail::Segment>>& segments() const noexcept { return segments_; }

private:
    void read(std::span<const Parameter> types);

    std::string text_;
    std::vector<Parameter> parameters_;
    std::vector<std::shared_ptr<const detail::Segment>> segments_;
};

}  // namespace serval
