#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include <serval/detail/fixed_string.hpp>
#include <serval/routing/converter.hpp>

// How a route's pattern is read, by the compiler as well as when the app is built.
//
//     /books/{id}              one segment, never empty
//     /books/{id:int}          a converter by name: str, int, uuid, slug, path
//     /plates/{code:[A-Z]{3}}  a regular expression in RE2's syntax, its braces in balance
//     /files/{rest:path}       a tail: all that follows; last in a pattern, alone in its segment
//     /v{major:int}/{name}.json   text may stand around a parameter
//
// Text is written decoded: "/café" is matched by "/caf%C3%A9".

namespace serval {

enum class PatternMistake : std::uint8_t {
    no_mistake,
    no_leading_slash,
    unbalanced_braces,
    empty_name,
    bad_name,
    repeated_name,
    unknown_converter,
    tail_not_last,
    adjacent_parameters,
    too_many_parameters,
    illegal_character,
    dead_segment,
};

/** How many parameters a pattern may have. */
inline constexpr std::size_t max_parameters = 16;

namespace detail {

/** One piece of a pattern: some text, or the parameter between two braces. */
struct PatternPiece {
    std::string_view text;        // of a parameter: what stands between the braces
    std::string_view name;        // of a parameter
    std::string_view converter;   // as written behind the colon
    bool is_parameter = false;
    bool has_converter = false;
};

/** The place of the first `wanted`, or the text's size. (g++ 12 cannot evaluate string_view::find under its sanitizers.) */
constexpr std::size_t find_character(std::string_view text, char wanted) noexcept {
    std::size_t at = 0;
    while (at < text.size() && text[at] != wanted) ++at;
    return at;
}

/** Takes a pattern apart, piece after piece. */
class PatternReader {
public:
    constexpr explicit PatternReader(std::string_view pattern) noexcept : rest_{pattern} {}

    /** Read the next piece; false at the end and at a brace without its partner. */
    constexpr bool next(PatternPiece& piece) noexcept {
        if (rest_.empty()) return false;
        piece = {};
        return rest_.front() == '{' ? read_parameter(piece) : read_text(piece);
    }

    /** Whether everything was read. */
    [[nodiscard]] constexpr bool is_done() const noexcept { return rest_.empty(); }

private:
    constexpr bool read_text(PatternPiece& piece) noexcept {
        std::size_t end = 0;
        while (end < rest_.size() && rest_[end] != '{') {
            if (rest_[end] == '}') return false;
            ++end;
        }
        piece.text = rest_.substr(0, end);
        rest_.remove_prefix(end);
        return true;
    }

    constexpr bool read_parameter(PatternPiece& piece) noexcept {
        std::size_t end = 0;
        for (std::size_t depth = 0; end < rest_.size(); ++end) {
            if (rest_[end] == '{') ++depth;
            if (rest_[end] == '}' && --depth == 0) break;
        }
        if (end == rest_.size()) return false;
        piece.is_parameter = true;
        piece.text = rest_.substr(1, end - 1);
        const std::size_t colon = find_character(piece.text, ':');
        piece.has_converter = colon < piece.text.size();
        piece.name = piece.text.substr(0, colon);
        if (piece.has_converter) piece.converter = piece.text.substr(colon + 1);
        rest_.remove_prefix(end + 1);
        return true;
    }

    std::string_view rest_;
};

constexpr bool is_identifier(std::string_view name) noexcept {
    for (std::size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        const bool digit = c >= '0' && c <= '9' && i > 0;
        if (!letter && !digit) return false;
    }
    return !name.empty();
}

constexpr bool has_illegal_character(std::string_view text) noexcept {
    for (const char c : text) {
        const auto octet = static_cast<unsigned char>(c);
        if (octet < 0x20 || octet == 0x7f || c == '?' || c == '#' || c == '%') return true;
    }
    return false;
}

/** Whether a segment can match nothing: an empty one that is not the last, "." and ".." (which clients resolve themselves). */
constexpr bool has_dead_segment(std::string_view pattern) noexcept {
    std::size_t start = 1;
    std::size_t depth = 0;
    for (std::size_t i = 1; i <= pattern.size(); ++i) {
        const bool is_end = i == pattern.size();
        if (!is_end && pattern[i] == '{') ++depth;
        if (!is_end && pattern[i] == '}') --depth;
        if (!is_end && (pattern[i] != '/' || depth != 0)) continue;
        const std::string_view segment = pattern.substr(start, i - start);
        if (segment == "." || segment == ".." || (segment.empty() && !is_end)) return true;
        start = i + 1;
    }
    return false;
}

/** How many of the pattern's parameters are called `name`. */
constexpr std::size_t count_named(std::string_view pattern, std::string_view name) noexcept {
    std::size_t count = 0;
    PatternReader reader{pattern};
    for (PatternPiece piece; reader.next(piece);) count += piece.is_parameter && piece.name == name ? 1 : 0;
    return count;
}

constexpr PatternMistake mistake_in_parameter(std::string_view pattern, const PatternPiece& piece, bool may_be_tail) noexcept {
    if (piece.name.empty()) return PatternMistake::empty_name;
    if (!is_identifier(piece.name)) return PatternMistake::bad_name;
    if (count_named(pattern, piece.name) > 1) return PatternMistake::repeated_name;
    if (!piece.has_converter) return PatternMistake::no_mistake;
    const auto kind = converter_kind(piece.converter);
    if (!kind) return PatternMistake::unknown_converter;
    return *kind == Converter::Kind::path && !may_be_tail ? PatternMistake::tail_not_last : PatternMistake::no_mistake;
}

constexpr PatternMistake mistake_in_pieces(std::string_view pattern) noexcept {
    PatternReader reader{pattern};
    std::size_t parameters = 0;
    bool after_parameter = false;
    bool first_in_segment = true;
    for (PatternPiece piece; reader.next(piece); after_parameter = piece.is_parameter) {
        if (!piece.is_parameter) {
            if (has_illegal_character(piece.text)) return PatternMistake::illegal_character;
            first_in_segment = first_in_segment || find_character(piece.text, '/') < piece.text.size();
            continue;
        }
        if (after_parameter) return PatternMistake::adjacent_parameters;
        if (++parameters > max_parameters) return PatternMistake::too_many_parameters;
        const PatternMistake mistake = mistake_in_parameter(pattern, piece, reader.is_done() && first_in_segment);
        if (mistake != PatternMistake::no_mistake) return mistake;
        first_in_segment = false;
    }
    return reader.is_done() ? PatternMistake::no_mistake : PatternMistake::unbalanced_braces;
}

}  // namespace detail

/** The first mistake in a route's pattern. */
[[nodiscard]] constexpr PatternMistake find_mistake(std::string_view pattern) noexcept {
    if (pattern.empty() || pattern.front() != '/') return PatternMistake::no_leading_slash;
    const PatternMistake mistake = detail::mistake_in_pieces(pattern);
    if (mistake != PatternMistake::no_mistake) return mistake;
    return detail::has_dead_segment(pattern) ? PatternMistake::dead_segment : PatternMistake::no_mistake;
}

/** What is wrong, in a sentence that follows the pattern. */
[[nodiscard]] std::string_view explain(PatternMistake mistake) noexcept;

/** Whether a pattern must say something, or may be empty as those of a controller, whose prefix comes before it. */
enum class EmptyPattern : bool { refused, allowed };

/** Have the compiler refuse a pattern with a mistake in it, one sentence for each kind. */
template <FixedString Pattern, EmptyPattern Empty = EmptyPattern::refused>
consteval void check_pattern() {
    constexpr bool may_pass = Empty == EmptyPattern::allowed && Pattern.size() == 0;
    constexpr PatternMistake mistake = may_pass ? PatternMistake::no_mistake : find_mistake(Pattern.view());
    using enum PatternMistake;
    static_assert(mistake != no_leading_slash, "a route's pattern begins with \"/\" (in a controller it may also be empty)");
    static_assert(mistake != unbalanced_braces, "a brace in the route's pattern has no partner");
    static_assert(mistake != empty_name, "a parameter of the route's pattern has no name: write {name}");
    static_assert(mistake != bad_name, "a parameter's name is an identifier: letters, digits and \"_\", no digit first");
    static_assert(mistake != repeated_name, "two parameters of the route's pattern have the same name");
    static_assert(mistake != unknown_converter, "a converter is one of str, int, uuid, slug, path, or a regular expression");
    static_assert(mistake != tail_not_last, "a tail, {name:path}, comes last in a route's pattern, alone in its segment");
    static_assert(mistake != adjacent_parameters, "two parameters in one segment need text between them");
    static_assert(mistake != too_many_parameters, "a route's pattern has at most 16 parameters");
    static_assert(mistake != illegal_character, "a route's pattern is written decoded: no \"?\", \"#\", \"%\", controls");
    static_assert(mistake != dead_segment, "a segment of the route's pattern is empty, \".\" or \"..\": nothing matches it");
}

/** How many parameters a pattern has. */
template <FixedString Pattern>
inline constexpr std::size_t parameter_count = [] {
    std::size_t count = 0;
    detail::PatternReader reader{Pattern.view()};
    for (detail::PatternPiece piece; reader.next(piece);) count += piece.is_parameter ? 1 : 0;
    return count;
}();

/** Whether a pattern has a parameter called `name`. */
template <FixedString Pattern>
[[nodiscard]] consteval bool has_parameter(std::string_view name) {
    return detail::count_named(Pattern.view(), name) > 0;
}

/** The name of a pattern's parameter number `index`, from 0; empty when it has fewer. */
template <FixedString Pattern>
[[nodiscard]] consteval std::string_view parameter_name(std::size_t index) {
    detail::PatternReader reader{Pattern.view()};
    for (detail::PatternPiece piece; reader.next(piece);) {
        if (piece.is_parameter && index-- == 0) return piece.name;
    }
    return {};
}

}  // namespace serval
