#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string_view>

namespace serval {

/** A time as header fields bear it, `Sun, 06 Nov 1994 08:49:37 GMT` (IMF-fixdate, RFC 9110 §5.6.7). Allocates nothing. */
class HttpDate {
public:
    /** @throws std::domain_error outside the years 0000 to 9999. */
    explicit HttpDate(std::chrono::sys_seconds time);

    [[nodiscard]] std::string_view text() const noexcept { return {text_.data(), text_.size()}; }

private:
    std::array<char, 29> text_;
};

/** The time that `text` tells in any of the three forms of RFC 9110 §5.6.7, or nothing for other texts: IMF-fixdate,
    RFC 850's (`Sunday, 06-Nov-94 08:49:37 GMT`) and asctime's (`Sun Nov  6 08:49:37 1994`).

    The day of the week has to be one, but not the right one. A leap second, 60, is the second after 59.

    @param now  Decides about RFC 850's years of two digits: the year is at most 50 after its year, and less than 50 before.
    Allocates nothing. Thread-safe.
*/
[[nodiscard]] std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text,
                                                                      std::chrono::sys_seconds now) noexcept;

}  // namespace serval
