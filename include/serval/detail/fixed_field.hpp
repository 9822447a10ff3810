#pragma once

#include <cstddef>
#include <string_view>

#include <serval/http/token.hpp>

namespace serval::detail {

/** A header field that is known when Serval is compiled, and checked then, so that setting it costs one copy:
    `constexpr FixedField json{"Content-Type: application/json\r\n"};`
*/
class FixedField {
public:
    /** @param line  Name, colon, one blank, value, CR LF, from a string literal. What is malformed does not compile. */
    template <std::size_t N>
    consteval FixedField(const char (&line)[N]) : line_{line, N - 1}, name_size_{line_.find(": ")} {
        if (!is_token(name()) || !line_.ends_with("\r\n")) throw "a fixed header field is \"Name: value\\r\\n\"";
        for (const char c : value()) {
            if (c < ' ' || c > '~') throw "a fixed header field's value is printable ASCII";
        }
    }

    [[nodiscard]] constexpr std::string_view line() const noexcept { return line_; }
    [[nodiscard]] constexpr std::string_view name() const noexcept { return line_.substr(0, name_size_); }
    [[nodiscard]] constexpr std::string_view value() const noexcept {
        return line_.substr(name_size_ + 2, line_.size() - name_size_ - 4);
    }

private:
    std::string_view line_;
    std::size_t name_size_;
};

}  // namespace serval::detail
