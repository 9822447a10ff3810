#pragma once

#include <string>
#include <string_view>

namespace serval::detail {

/** Append `text` with every control character, and every octet that is no UTF-8, as `\n`, `\x1b` or `\u0085`. */
void append_escaped(std::string& out, std::string_view text);

/** Append `text` as the value of a text line: in quotes, and `"` and `\` escaped, where it is no plain word. */
void append_word(std::string& out, std::string_view text);

/** Append `text` as a JSON string; what is no UTF-8 becomes U+FFFD. */
void append_json_string(std::string& out, std::string_view text);

}  // namespace serval::detail
