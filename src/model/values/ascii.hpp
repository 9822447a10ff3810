#pragma once

#include <algorithm>
#include <string_view>

namespace serval::detail {

constexpr bool is_letter_or_digit(char c) noexcept {
    const char lower = static_cast<char>(c | 0x20);
    return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9');
}

/** Whether `is_part` holds for every piece of `text` between two of `separator`; the empty text is one empty piece. */
template <class Predicate>
bool all_parts(std::string_view text, char separator, Predicate is_part) noexcept {
    while (true) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (!is_part(text.substr(0, end))) return false;
        if (end == text.size()) return true;
        text.remove_prefix(end + 1);
    }
}

/** Whether `text` is a host name's label whose characters all satisfy `is_part` (RFC 1123 §2.1). */
template <class Predicate>
bool is_host_label(std::string_view text, Predicate is_part) noexcept {
    constexpr std::size_t max_size = 63;
    if (text.empty() || text.size() > max_size || text.front() == '-' || text.back() == '-') return false;
    return std::all_of(text.begin(), text.end(), is_part);
}

}  // namespace serval::detail
