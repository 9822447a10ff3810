#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace serval {

/** What may stand where a pattern has a parameter.

    No converter takes an empty value, and only `path` takes one with a slash that was sent as such.
*/
struct Converter {
    enum class Kind : std::uint8_t {
        string,    // one segment, any text
        integer,   // -?[0-9]+ ; whether it fits is for the argument's type to say
        uuid,      // RFC 9562 §4: 8-4-4-4-12 hexadecimal digits of either case
        slug,      // letters, digits, "-" and "_"
        regex,     // RE2's syntax, anchored to the whole value
        custom,    // what a function of the argument's type accepts
        path,      // a tail: all that follows, slashes included
    };
    using Check = bool (*)(std::string_view value) noexcept;

    Kind kind = Kind::string;
    std::string expression{};   // of a regex
    Check check = nullptr;      // of a custom one

    /** A converter for an argument's own type: a date, an enumeration. */
    [[nodiscard]] static Converter custom(Check check) { return {Kind::custom, {}, check}; }
    [[nodiscard]] static Converter regex(std::string expression) { return {Kind::regex, std::move(expression), nullptr}; }

    friend bool operator==(const Converter&, const Converter&) = default;
};

/** The converter's name in a pattern: "str", "int", "uuid", "slug", "path"; "regex" and "custom" for the others. */
[[nodiscard]] constexpr std::string_view name(Converter::Kind kind) noexcept {
    switch (kind) {
        case Converter::Kind::string: return "str";
        case Converter::Kind::integer: return "int";
        case Converter::Kind::uuid: return "uuid";
        case Converter::Kind::slug: return "slug";
        case Converter::Kind::regex: return "regex";
        case Converter::Kind::custom: return "custom";
        case Converter::Kind::path: return "path";
    }
    return "str";
}

/** What stands behind a parameter's colon: a name of the above, or a regular expression; nothing for an unknown name.
    Letters, digits, "_" and spaces alone are a name; a regular expression of such letters is written in parentheses.
*/
[[nodiscard]] constexpr std::optional<Converter::Kind> converter_kind(std::string_view written) noexcept {
    using enum Converter::Kind;
    for (const Converter::Kind kind : {string, integer, uuid, slug, path}) {
        if (written == name(kind)) return kind;
    }
    for (const char c : written) {
        const bool letter_or_digit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter_or_digit && c != '_' && c != ' ') return regex;
    }
    return std::nullopt;
}

}  // namespace serval
