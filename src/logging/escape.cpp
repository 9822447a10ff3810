#include "logging/escape.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

#include <fmt/format.h>

namespace serval::detail {
namespace {

/** The size of the UTF-8 sequence (RFC 3629 §4) that `text` begins with; 0 when it begins with none. */
std::size_t sequence_size(std::string_view text) noexcept {
    const auto at = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const auto follows = [&](std::size_t i, unsigned low = 0x80, unsigned high = 0xBF) {
        return at(i) >= low && at(i) <= high;
    };
    const unsigned first = at(0);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
    if (first == 0xE0) return follows(1, 0xA0) && follows(2) ? 3 : 0;
    if (first == 0xED) return follows(1, 0x80, 0x9F) && follows(2) ? 3 : 0;
    if (first >= 0xE1 && first <= 0xEF) return follows(1) && follows(2) ? 3 : 0;
    if (first == 0xF0) return follows(1, 0x90) && follows(2) && follows(3) ? 4 : 0;
    if (first >= 0xF1 && first <= 0xF3) return follows(1) && follows(2) && follows(3) ? 4 : 0;
    if (first == 0xF4) return follows(1, 0x80, 0x8F) && follows(2) && follows(3) ? 4 : 0;
    return 0;
}

bool is_control(char c) noexcept { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; }

/** U+0080 to U+009F: terminals obey some of them as they obey ESC. U+2028 and U+2029: some readers break lines there. */
bool is_control_sequence(std::string_view sequence) noexcept {
    if (sequence.size() == 2) return sequence[0] == '\xc2' && static_cast<unsigned char>(sequence[1]) < 0xA0;
    return sequence == "\u2028" || sequence == "\u2029";
}

unsigned code_point(std::string_view sequence) noexcept {
    unsigned code = static_cast<unsigned char>(sequence[0]) & (sequence.size() == 2 ? 0x1FU : 0x0FU);
    for (const char c : sequence.substr(1)) code = code << 6U | (static_cast<unsigned char>(c) & 0x3FU);
    return code;
}

// What an octet may be in the way of.
constexpr std::uint8_t no_plain_text = 1;   // must be looked at a second time
constexpr std::uint8_t no_word = 2;         // needs quotes around it

constexpr std::array<std::uint8_t, 256> hindrances = [] {
    std::array<std::uint8_t, 256> table{};
    for (unsigned octet = 0; octet < table.size(); ++octet) {
        const bool plain = octet >= 0x20 && octet < 0x7F && octet != '"' && octet != '\\';
        const bool word = octet >= 0x80 || (plain && octet != ' ' && octet != '=');
        table[octet] = static_cast<std::uint8_t>((plain ? 0 : no_plain_text) | (word ? 0 : no_word));
    }
    return table;
}();

std::uint8_t hindrance(char c) noexcept { return hindrances[static_cast<unsigned char>(c)]; }

/** Those of any octet in `text`. */
std::uint8_t hindrance(std::string_view text) noexcept {
    std::uint8_t all = 0;
    for (const char c : text) all |= hindrance(c);
    return all;
}

/** How many octets at the front of `text` need no second look. */
std::size_t plain_size(std::string_view text) noexcept {
    const auto end = std::find_if(text.begin(), text.end(), [](char c) { return (hindrance(c) & no_plain_text) != 0; });
    return static_cast<std::size_t>(end - text.begin());
}

void append_ascii(std::string& out, char c, bool quoted, std::string_view control_form) {
    if (c == '\n') out += "\\n";
    else if (c == '\r') out += "\\r";
    else if (c == '\t') out += "\\t";
    else if (is_control(c)) fmt::format_to(std::back_inserter(out), fmt::runtime(control_form), static_cast<unsigned>(c));
    else if (quoted && (c == '"' || c == '\\')) out.append({'\\', c});
    else out += c;
}

/** `broken` says what an octet that is no UTF-8 becomes: a format with or without a place for it. */
void append(std::string& out, std::string_view text, bool quoted, std::string_view control, std::string_view broken) {
    while (!text.empty()) {
        const std::size_t plain = plain_size(text);
        out.append(text.substr(0, plain));
        text.remove_prefix(plain);
        if (text.empty()) return;
        const std::size_t size = sequence_size(text);
        const std::string_view sequence = text.substr(0, std::max<std::size_t>(size, 1));
        const auto octet = static_cast<unsigned char>(text[0]);
        if (size == 0) fmt::format_to(std::back_inserter(out), fmt::runtime(broken), octet);
        else if (size == 1) append_ascii(out, text[0], quoted, control);
        else if (is_control_sequence(sequence)) fmt::format_to(std::back_inserter(out), "\\u{:04x}", code_point(sequence));
        else out.append(sequence);
        text.remove_prefix(sequence.size());
    }
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) { append(out, text, false, "\\x{:02x}", "\\x{:02x}"); }

void append_word(std::string& out, std::string_view text) {
    const std::uint8_t hindered = hindrance(text);
    const bool quoted = text.empty() || (hindered & no_word) != 0;
    if (quoted) out += '"';
    if ((hindered & no_plain_text) != 0) append(out, text, quoted, "\\x{:02x}", "\\x{:02x}");
    else out.append(text);
    if (quoted) out += '"';
}

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    if ((hindrance(text) & no_plain_text) != 0) append(out, text, true, "\\u{:04x}", "\uFFFD");
    else out.append(text);
    out += '"';
}

}  // namespace serval::detail
