#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace serval {

/** `octets` in base64 with padding (RFC 4648 §4). */
[[nodiscard]] std::string to_base64(std::string_view octets);
/** As above, appended to `out`. */
void append_base64(std::string& out, std::string_view octets);
/** The octets that `text` spells, or nothing unless it is just what `to_base64` writes for them: every character of
    the alphabet, padding in full, unused bits zero, no line breaks (RFC 4648 §3). So each value has one spelling.
*/
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

/** `octets` in the alphabet for URLs and file names, without padding (RFC 4648 §5, as JOSE uses it: RFC 7515 §2). */
[[nodiscard]] std::string to_base64url(std::string_view octets);
/** The octets that `text` spells, or nothing unless it is just what `to_base64url` writes for them. */
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);

}  // namespace serval
