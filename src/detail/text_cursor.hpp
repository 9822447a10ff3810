#pragma once

#include <charconv>
#include <cstdint>
#include <string_view>

namespace serval::detail {

/** Walks over ASCII text from left to right, taking what it is asked for. After a step that failed, the text is
    refused as a whole: where the cursor then stands is of no meaning, except that a failed `take` does not move it.
*/
class TextCursor {
public:
    explicit TextCursor(std::string_view text) noexcept : rest_{text} {}

    [[nodiscard]] bool at_end() const noexcept { return rest_.empty(); }
    [[nodiscard]] bool is_at(char c) const noexcept { return rest_.starts_with(c); }

    bool take(char c) noexcept {
        if (!is_at(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }

    bool take(std::string_view literal) noexcept {
        if (!rest_.starts_with(literal)) return false;
        rest_.remove_prefix(literal.size());
        return true;
    }

    /** Take one character, any of `choices`. */
    bool take_any(std::string_view choices) noexcept {
        if (rest_.empty() || choices.find(rest_.front()) == std::string_view::npos) return false;
        rest_.remove_prefix(1);
        return true;
    }

    /** Take a number of exactly `count` digits, at most nine. */
    bool digits(std::size_t count, unsigned& value) noexcept {
        if (rest_.size() < count) return false;
        bool foreign = false;
        value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const unsigned digit = static_cast<unsigned char>(rest_[i]) - unsigned{'0'};
            foreign |= digit > 9;
            value = value * 10 + digit;
        }
        rest_.remove_prefix(count);
        return !foreign;
    }

    /** Take a number of one digit or more, without a sign. */
    bool number(std::uint64_t& value) noexcept {
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return error == std::errc{};
    }

    /** Take the digits behind a decimal point, one or more, as billionths; `exact` says whether that is all they say. */
    bool billionths(std::uint32_t& value, bool& exact) noexcept {
        std::size_t count = 0;
        value = 0;
        exact = true;
        for (; count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9'; ++count) {
            const auto digit = static_cast<std::uint32_t>(rest_[count] - '0');
            if (count < 9) value = value * 10 + digit;
            exact = exact && (count < 9 || digit == 0);
        }
        rest_.remove_prefix(count);
        for (std::size_t place = count; place < 9; ++place) value *= 10;
        return count > 0;
    }

private:
    std::string_view rest_;
};

/** Write `value` at `to` in exactly `count` digits; the place behind them. */
inline char* write_digits(char* to, std::uint64_t value, int count) noexcept {
    for (int i = count - 1; i >= 0; --i) {
        to[i] = static_cast<char>('0' + value % 10);
        value /= 10;
    }
    return to + count;
}

}  // namespace serval::detail
