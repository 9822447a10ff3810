#pragma once

#include <compare>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include <serval/model/text_form.hpp>

namespace serval {

/** Text that keeps the rule of its kind, once and for all: what is in an `Email` is an address.

    `Kind` derives from it and brings `static bool is_valid(std::string_view) noexcept`. Compared octet by octet.
    A value made without text is empty, which no rule allows: it stands for "not read yet".
*/
template <class Kind>
class CheckedText {
public:
    CheckedText() = default;

    /** @throws std::invalid_argument when `text` breaks the rule; the message is the one clients see. */
    explicit CheckedText(std::string text) : text_{std::move(text)} {
        if (!Kind::is_valid(text_)) throw std::invalid_argument{std::string{TextForm<Kind>::message}};
    }

    /** The value that `text` spells, or nothing when it breaks the rule. */
    [[nodiscard]] static std::optional<Kind> parse(std::string_view text) {
        if (!Kind::is_valid(text)) return std::nullopt;
        std::optional<Kind> value{std::in_place};
        value->text_.assign(text);
        return value;
    }

    [[nodiscard]] const std::string& text() const noexcept { return text_; }

    friend bool operator==(const CheckedText& a, const CheckedText& b) noexcept { return a.text_ == b.text_; }
    friend std::strong_ordering operator<=>(const CheckedText& a, const CheckedText& b) noexcept {
        return a.text_ <=> b.text_;
    }

private:
    std::string text_;
};

/** The reading and writing half of a checked text's `TextForm`. */
template <class Kind>
struct CheckedTextForm {
    static bool parse(std::string_view text, Kind& out) {
        std::optional<Kind> value = Kind::parse(text);
        if (value) out = *std::move(value);
        return value.has_value();
    }
    static void format(const Kind& value, std::string& out) { out += value.text(); }
};

}  // namespace serval
