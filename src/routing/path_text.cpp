#include "routing/path_text.hpp"

#include "http/utf8.hpp"

#include <algorithm>
#include <array>

namespace serval::detail {
namespace {

bool is_control(char c) noexcept { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; }

int hex_value(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/** The octets that need neither decoding nor a closer look. Most paths have no others. */
constexpr auto plain_octets = [] {
    std::array<bool, 256> plain{};
    for (std::size_t octet = 0x20; octet < 0x7f; ++octet) plain[octet] = octet != '%' && octet != '.';
    return plain;
}();

bool is_plain(std::string_view path) noexcept {
    for (const char c : path) {
        if (!plain_octets[static_cast<unsigned char>(c)]) return false;
    }
    return true;
}

bool decode_octets(std::string_view path, std::string& out) {
    out.clear();
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (path[i] != '%') {
            if (is_control(path[i])) return false;
            out += path[i];
            continue;
        }
        if (path.size() - i < 3) return false;
        const int high = hex_value(path[i + 1]);
        const int low = hex_value(path[i + 2]);
        if (high < 0 || low < 0) return false;
        const auto octet = static_cast<char>(high * 16 + low);
        if (is_control(octet)) return false;
        out += octet == '/' ? encoded_slash : octet;
        i += 2;
    }
    return true;
}

}  // namespace

std::optional<std::string_view> decode_path(std::string_view path, std::string& scratch) {
    if (is_plain(path)) return path;
    if (!decode_octets(path, scratch) || !is_utf8(scratch) || has_dot_segment(scratch)) return std::nullopt;
    return scratch;
}

void restore_slashes(std::string& text) noexcept {
    for (char& c : text) {
        if (c == encoded_slash) c = '/';
    }
}

bool has_dot_segment(std::string_view path) noexcept {
    constexpr char slashes[] = {'/', encoded_slash};
    for (std::size_t start = 0; start <= path.size();) {
        const std::size_t end = std::min(path.find_first_of({slashes, sizeof(slashes)}, start), path.size());
        const std::string_view segment = path.substr(start, end - start);
        if (segment == "." || segment == "..") return true;
        start = end + 1;
    }
    return false;
}

bool is_printable(std::string_view text) noexcept {
    return std::none_of(text.begin(), text.end(), is_control) && is_utf8(text);
}

void append_encoded(std::string& out, std::string_view text, std::string_view unescaped) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    for (const char c : text) {
        const bool letter_or_digit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter_or_digit || c == '-' || c == '.' || c == '_' || c == '~' || unescaped.find(c) != std::string_view::npos) {
            out += c;
            continue;
        }
        const auto octet = static_cast<unsigned char>(c);
        out += '%';
        out += digits[octet >> 4U];
        out += digits[octet & 15U];
    }
}

}  // namespace serval::detail
