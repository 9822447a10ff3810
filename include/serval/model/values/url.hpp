#pragma once

#include <serval/model/values/checked_text.hpp>

namespace serval {

/** An absolute URL with a host: `http`, `https`, `ftp` or `ftps` (RFC 3986 §3), at most `max_size` octets.

    The host is a name, an IPv4 address, or an IPv6 address in brackets; a name may hold UTF-8, as browsers show it.
    After the host any octet may stand that a browser leaves as it is (`|`, `[`, `{`, raw UTF-8, a lone `%`); blanks,
    controls, backslashes, quotes and angle brackets may not, since readers disagree about what they mean.
    Nothing is normalised.
*/
class Url : public CheckedText<Url> {
public:
    static constexpr std::size_t max_size = 2048;

    using CheckedText::CheckedText;

    [[nodiscard]] static bool is_valid(std::string_view text) noexcept;
};

template <>
struct TextForm<Url> : CheckedTextForm<Url> {
    static constexpr std::string_view format_name = "uri";
    static constexpr std::string_view message = "Enter a valid URL.";
    static constexpr std::string_view code = "invalid";
    static constexpr std::string_view example = "https://example.org/books?page=2";
};

}  // namespace serval

template <>
struct std::hash<serval::Url> {
    std::size_t operator()(const serval::Url& value) const noexcept { return std::hash<std::string>{}(value.text()); }
};
