#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace serval {

/** What `+` stands for: itself in a path (RFC 3986), a space in a query or a form (WHATWG URL §5.1). */
enum class Plus : std::uint8_t { keep, space };

/** What the decoded octets have to be. */
enum class Decoded : std::uint8_t { utf8, any };

/** `text` with every `%XX` resolved, once: "%2541" is "%41".

    Nothing when a `%` is not followed by two hex digits, or when the result is not UTF-8 and has to be.
    A decoded NUL, slash or dot is kept: what such a value may be used for is for its user to judge. Linear time.
*/
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text, Plus plus = Plus::keep,
                                                        Decoded decoded = Decoded::utf8);

/** The part of a URL that an encoded text is meant for. */
enum class UrlPart : std::uint8_t {
    segment,   // one path segment: all that RFC 3986 §3.3 allows in it stays as it is
    query,     // a name or value in a query: `&`, `=`, `+`, `;` and `#` are encoded too
    any,       // wherever it may stand: only letters, digits and `-._~` stay as they are
};

/** `text` so that it can stand in a URL and decodes to itself; a space becomes `%20`. Linear time. */
[[nodiscard]] std::string percent_encode(std::string_view text, UrlPart part);

}  // namespace serval
