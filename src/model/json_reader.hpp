#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace serval::detail {

/** A number as it stood in the text. */
struct JsonNumber {
    std::string_view text;
    std::uint64_t magnitude = 0;
    std::uint64_t unscaled = 0;   // of a short decimal without exponent, its digits without the point
    std::size_t places = 0;       // and how many of them stand behind it; 0 of all other numbers
    bool is_negative = false;
    bool is_integer = true;   // neither fraction nor exponent
    bool fits = true;         // an integer whose magnitude 64 bits hold

    /** Nothing when it is too large; what is too small for a double is zero. */
    [[nodiscard]] std::optional<double> as_double() const noexcept;
};

/** Pulls values out of a JSON text (RFC 8259), one by one, in one pass.

    The first syntax error sticks: from then on the text counts as ended, so that loops end by themselves.
    Views that `key` and `string` hand out hold until the next string is read.
*/
class JsonReader {
public:
    JsonReader(std::string_view text, std::size_t max_depth) noexcept
        : begin_{text.data()}, at_{begin_}, end_{begin_ + text.size()}, max_depth_{max_depth} {}

    /** The first character of the next value, 0 at the end. */
    [[nodiscard]] char peek() noexcept {
        while (at_ != end_ && is_blank(*at_)) ++at_;
        return at_ != end_ ? *at_ : '\0';
    }
    /** Step into the object or array that comes next; false when that is too deep. */
    bool enter();
    /** Whether an object or array that was entered has another item; at its end step out of it. */
    bool next(char close);
    /** A name and its colon. */
    std::string_view key();
    /** Step over `text` if it comes next, such as a name as it is written, with its colon. */
    bool take(std::string_view text) noexcept {
        const bool comes = static_cast<std::size_t>(end_ - at_) >= text.size() && std::memcmp(at_, text.data(), text.size()) == 0;
        if (comes) at_ += text.size();
        return comes;
    }
    /** A string, the next character being a quote. */
    std::string_view string();
    /** Whether the last string stood in the text as it is: it holds no control character then, NUL included. */
    [[nodiscard]] bool is_verbatim(std::string_view last) const noexcept { return last.data() != scratch_.data(); }
    /** The first lone surrogate of the last string, 0 when there was none; it stands there as U+FFFD. */
    [[nodiscard]] std::uint32_t lone_surrogate() const noexcept { return surrogate_; }
    JsonNumber number();
    /** `true`, `false` or `null`. */
    bool literal(std::string_view word);
    /** Step over a value of any kind; gives its text. */
    std::string_view skip();
    /** Nothing but blanks may follow. */
    void finish();

    void fail(const char* what) noexcept;
    [[nodiscard]] bool failed() const noexcept { return wrong_ != nullptr; }
    /** The syntax error in words, with line and column. */
    [[nodiscard]] std::string error() const;

private:
    static bool is_blank(char c) noexcept { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

    void skip_plain() noexcept;
    std::string_view unescape(const char* start);
    bool escape();
    bool unicode_escape();
    bool hex4(std::uint32_t& unit);
    bool digits();
    void skip_container(char close);

    const char* begin_;
    const char* at_;
    const char* end_;
    std::size_t max_depth_;
    std::size_t depth_ = 0;
    bool entered_ = false;            // nothing was read yet of what was entered last
    std::uint32_t surrogate_ = 0;
    const char* wrong_ = nullptr;
    const char* wrong_at_ = nullptr;
    std::string scratch_;
};

}  // namespace serval::detail
