#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace serval {

/** What a Content-Disposition says (RFC 6266, RFC 7578 §4.2). */
struct ContentDisposition {
    std::string type;                      // in lower case: "form-data", "attachment"
    std::optional<std::string> name;       // of the form field
    std::optional<std::string> filename;   // as it was sent: for people, never for opening files; see `base_name`

    /** Read the field's value; nothing when it is malformed, says `name` or `filename` twice, or is not UTF-8.

        A backslash escapes only a quote and itself, since browsers send the others as they are; `%22` stays as it is.
        `filename*` is skipped: no form may have it (RFC 7578 §4.2).
    */
    [[nodiscard]] static std::optional<ContentDisposition> parse(std::string_view text);
};

/** The last step of a path that a client sent as a file name, with `/`, `\` and `:` dividing steps; empty for `.` and `..`. */
[[nodiscard]] std::string_view base_name(std::string_view filename) noexcept;

/** A Content-Disposition that makes browsers save the content as `filename`: in UTF-8 where they know that,
    in ASCII with `_` for the rest otherwise (RFC 6266 appendix D). Control characters become `_` too.
*/
[[nodiscard]] std::string attachment(std::string_view filename);

}  // namespace serval
