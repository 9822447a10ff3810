#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <serval/routing/pattern.hpp>

namespace re2 {
class RE2;
}

namespace serval::detail {

/** Where a value stands in the text of a path. Uninitialised unless written, for the search keeps an array of them. */
struct Capture {
    const char* begin;
    std::size_t size;

    [[nodiscard]] std::string_view view() const noexcept { return {begin, size}; }
};

/** What stands between two slashes of a pattern, ready to match: texts, and the parameters between them. */
class Segment {
public:
    /** @param texts  One more than there are parameters; each may be empty.
        @throws PatternError when RE2 refuses an expression.
    */
    Segment(std::vector<std::string> texts, std::vector<Parameter> parameters);
    ~Segment();
    Segment(const Segment&) = delete;
    Segment& operator=(const Segment&) = delete;

    /** Whether `text`, decoded, is such a segment; captures[i] is then where parameter i's value stands in it. */
    [[nodiscard]] bool match(std::string_view text, Capture* captures) const;

    [[nodiscard]] bool is_literal() const noexcept { return parameters_.empty(); }
    [[nodiscard]] bool is_tail() const noexcept {
        return !is_literal() && parameters_.back().converter.kind == Converter::Kind::path;
    }
    [[nodiscard]] const std::vector<std::string>& texts() const noexcept { return texts_; }
    [[nodiscard]] const std::vector<Parameter>& parameters() const noexcept { return parameters_; }

    /** Whether the other one matches the same texts, whatever its parameters are called. */
    [[nodiscard]] bool has_shape_of(const Segment& other) const noexcept;
    /** Whether it is tried before `other`, its sibling. Neither goes first when their order of declaration decides. */
    [[nodiscard]] bool goes_before(const Segment& other) const noexcept;

    /** Whether it has one parameter that takes any text, by an expression, and so goes before others that it covers. */
    [[nodiscard]] bool is_greedy_expression() const noexcept;
    /** Whether it surely matches everything that `other` matches. */
    [[nodiscard]] bool covers(const Segment& other) const noexcept;

private:
    [[nodiscard]] bool match_single(std::string_view text, Capture* captures) const;
    [[nodiscard]] bool match_several(std::string_view text, Capture* captures) const;
    [[nodiscard]] bool accepts(const Parameter& parameter, std::string_view value) const;
    [[nodiscard]] int rank() const noexcept;
    [[nodiscard]] std::size_t text_size() const noexcept;

    std::vector<std::string> texts_;
    std::vector<Parameter> parameters_;
    std::unique_ptr<const re2::RE2> expression_;   // a single parameter's own, or of the whole segment when there are several
    std::vector<int> groups_;                      // of several parameters: their capturing groups
};

}  // namespace serval::detail
