#include "model/text.hpp"

namespace serval::detail {
namespace {

/** Octets of the white space at the front of `text`, 0 for none: what Unicode calls White_Space. */
std::size_t blank_in_front(std::string_view text) noexcept {
    const auto first = static_cast<unsigned char>(text.front());
    if (first < 0x80) return first == ' ' || (first >= 0x09 && first <= 0x0D) || (first >= 0x1C && first <= 0x1F);
    const std::string_view two = text.substr(0, 2);
    if (two == "\xC2\x85" || two == "\xC2\xA0") return 2;
    const std::string_view three = text.substr(0, 3);
    const bool in_general_punctuation = three.size() == 3 && two == "\xE2\x80" &&
        (static_cast<unsigned char>(three[2]) <= 0x8A || three[2] == '\xA8' || three[2] == '\xA9' || three[2] == '\xAF');
    return in_general_punctuation || three == "\xE1\x9A\x80" || three == "\xE2\x81\x9F" || three == "\xE3\x80\x80" ? 3 : 0;
}

std::size_t blank_at_back(std::string_view text) noexcept {
    for (std::size_t size = 1; size <= 3 && size <= text.size(); ++size) {
        if (blank_in_front(text.substr(text.size() - size)) == size) return size;
    }
    return 0;
}

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

}  // namespace

void append_utf8(std::string& out, std::uint32_t code_point) {
    const auto tail = [&](int shift) { return static_cast<char>(0x80 | ((code_point >> shift) & 0x3F)); };
    if (code_point >= 0xD800 && code_point <= 0xDFFF) code_point = 0xFFFD;
    if (code_point < 0x80) {
        out += static_cast<char>(code_point);
    } else if (code_point < 0x800) {
        out += {static_cast<char>(0xC0 | (code_point >> 6)), tail(0)};
    } else if (code_point < 0x10000) {
        out += {static_cast<char>(0xE0 | (code_point >> 12)), tail(6), tail(0)};
    } else {
        out += {static_cast<char>(0xF0 | (code_point >> 18)), tail(12), tail(6), tail(0)};
    }
}

std::size_t count_code_points(std::string_view text) noexcept {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

std::string_view without_outer_blanks(std::string_view text) noexcept {
    const auto is_solid = [](char c) { return c > 0x20 && c < 0x7F; };
    if (!text.empty() && is_solid(text.front()) && is_solid(text.back())) return text;
    while (!text.empty()) {
        const std::size_t blank = blank_in_front(text);
        if (blank == 0) break;
        text.remove_prefix(blank);
    }
    while (!text.empty()) {
        const std::size_t blank = blank_at_back(text);
        if (blank == 0) break;
        text.remove_suffix(blank);
    }
    return text;
}

std::string abridged(std::string_view text) {
    static constexpr std::size_t most = 100;
    if (text.size() <= most) return std::string{text};
    std::size_t size = most;
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
    return std::string{text.substr(0, size)} + "…";
}

bool same_letters(std::string_view a, std::string_view lower_case) noexcept {
    if (a.size() != lower_case.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (lower(a[i]) != lower_case[i]) return false;
    }
    return true;
}

}  // namespace serval::detail
