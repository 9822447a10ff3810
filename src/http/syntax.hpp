#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <serval/http/token.hpp>

/** The small pieces that header fields are made of (RFC 9110 §5.6), each read in one place. */
namespace serval::detail {

[[nodiscard]] constexpr char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

[[nodiscard]] constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/** The value of a hexadecimal digit, or -1. */
[[nodiscard]] constexpr int hex_value(char c) noexcept {
    if (is_digit(c)) return c - '0';
    return lower(c) >= 'a' && lower(c) <= 'f' ? lower(c) - 'a' + 10 : -1;
}

/** Whether two texts of one size differ in nothing but ASCII case. */
[[nodiscard]] bool differs_in_case_only(std::string_view a, std::string_view b) noexcept;

/** Whether two texts are the same when ASCII case does not count. Nearly all that are the same are so to the letter. */
[[nodiscard]] inline bool same_ignoring_case(std::string_view a, std::string_view b) noexcept {
    return a.size() == b.size() && (a == b || differs_in_case_only(a, b));
}

[[nodiscard]] std::string lowered(std::string_view text);

/** Where the token that begins at `from` ends; `from` itself when there is none. */
[[nodiscard]] constexpr std::size_t skip_token(std::string_view text, std::size_t from) noexcept {
    while (from < text.size() && is_token_octet(text[from])) ++from;
    return from;
}

/** Whether `value` may be sent as a field's value: no control character but the tab (RFC 9110 §5.5). */
[[nodiscard]] bool is_field_value(std::string_view value) noexcept;

/** `text` without outer blanks and tabs (OWS, RFC 9110 §5.6.3). */
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text) noexcept {
    constexpr auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

// What follows takes something off the front of `rest`.

void skip_blanks(std::string_view& rest) noexcept;
/** Take `c` off when it stands at the front. */
[[nodiscard]] bool skip(std::string_view& rest, char c) noexcept;
/** Take a token off; an empty view when there is none. */
[[nodiscard]] std::string_view read_token(std::string_view& rest) noexcept;
/** What a backslash in a quoted string escapes: any character (RFC 9110 §5.6.4), or only a quote and itself, since
    browsers send the backslashes of file names as they are.
*/
enum class Backslash : std::uint8_t { before_any, before_special };

/** Take a quoted string off and resolve its backslashes; nothing when there is none or it does not end. */
[[nodiscard]] std::optional<std::string> read_quoted(std::string_view& rest, Backslash backslash = Backslash::before_any);
/** Take off everything before the next `separator` that does not stand in a quoted string, and the separator itself. */
[[nodiscard]] std::string_view read_element(std::string_view& rest, char separator) noexcept;

/** The elements of a field that is a list; empty ones count for nothing (RFC 9110 §5.6.1.2). They view `list`. */
[[nodiscard]] std::vector<std::string_view> list_elements(std::string_view list);

struct Parameter {
    std::string_view name;
    std::string value;
};

/** Reads what follows a value: `; name=value; name="quoted value"` (RFC 9110 §5.6.6). Empty parameters are skipped. */
class ParameterReader {
public:
    explicit ParameterReader(std::string_view text, Backslash backslash = Backslash::before_any) noexcept
        : rest_{text}, backslash_{backslash} {}

    /** The next parameter; nothing at the end or where the text is malformed. */
    [[nodiscard]] std::optional<Parameter> next();
    [[nodiscard]] bool is_malformed() const noexcept { return !rest_.empty(); }

private:
    std::string_view rest_;   // stands still where something is malformed
    Backslash backslash_;
};

/** Append `text` as a token where it is one, otherwise as a quoted string. */
void append_value(std::string& out, std::string_view text);

}  // namespace serval::detail
