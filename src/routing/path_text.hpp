#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace serval::detail {

/** What a `%2F` becomes while a path is matched, so that it does not part segments. No decoded path holds it otherwise. */
inline constexpr char encoded_slash = '\x01';

/** `path` decoded once, its encoded slashes as above; nothing when it is malformed.
    @param scratch  Holds the result when it differs from `path`.
*/
[[nodiscard]] std::optional<std::string_view> decode_path(std::string_view path, std::string& scratch);

/** Put real slashes where decode_path() left its own. */
void restore_slashes(std::string& text) noexcept;

/** Whether "." or ".." stands between two slashes of `path`, encoded ones included. Clients resolve them before they send
    (RFC 3986 §5.2.4); one that comes nevertheless, or shows once a value is decoded, wants to leave a directory.
*/
[[nodiscard]] bool has_dot_segment(std::string_view path) noexcept;

/** Whether `text` is UTF-8 (RFC 3629) without controls. */
[[nodiscard]] bool is_printable(std::string_view text) noexcept;

/** Append `text`, percent-encoding all but letters, digits, "-._~" and the octets in `unescaped`. */
void append_encoded(std::string& out, std::string_view text, std::string_view unescaped);

}  // namespace serval::detail
