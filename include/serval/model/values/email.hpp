#pragma once

#include <serval/model/values/checked_text.hpp>

namespace serval {

/** An e-mail address of the plain kind: a dot-atom, `@`, and a domain of two labels or more, or `localhost`.

    The rule is HTML's `<input type=email>`, made stricter where mail cannot be delivered: no dot at either end of the
    local part and no two together (RFC 5322 §3.2.3), a local part of at most 64 and an address of at most 254 octets
    (RFC 5321 §4.5.3.1). Quoted local parts, address literals and domains outside ASCII are refused.
*/
class Email : public CheckedText<Email> {
public:
    using CheckedText::CheckedText;

    [[nodiscard]] static bool is_valid(std::string_view text) noexcept;
};

template <>
struct TextForm<Email> : CheckedTextForm<Email> {
    static constexpr std::string_view format_name = "email";
    static constexpr std::string_view message = "Enter a valid email address.";
    static constexpr std::string_view code = "invalid";
    static constexpr std::string_view example = "ada@example.org";
};

}  // namespace serval

template <>
struct std::hash<serval::Email> {
    std::size_t operator()(const serval::Email& value) const noexcept { return std::hash<std::string>{}(value.text()); }
};
