#include <serval/http/base64.hpp>

#include <array>
#include <cstdint>

namespace serval {
namespace {

constexpr std::string_view plain_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view url_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::uint8_t no_value = 0xFF;
using Values = std::array<std::uint8_t, 256>;

constexpr Values values_of(std::string_view alphabet) {
    Values values{};
    values.fill(no_value);
    for (std::size_t i = 0; i < alphabet.size(); ++i) {
        values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
    }
    return values;
}

constexpr Values plain_values = values_of(plain_alphabet);
constexpr Values url_values = values_of(url_alphabet);

std::uint32_t octet(char c) noexcept { return static_cast<unsigned char>(c); }

/** Write the characters of `Count` octets, one more than those; the place behind them. */
template <std::size_t Count>
char* write_group(char* to, const char* from, std::string_view alphabet) noexcept {
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < Count; ++i) bits |= octet(from[i]) << (16U - 8U * i);
    for (std::size_t i = 0; i <= Count; ++i) to[i] = alphabet[bits >> (18U - 6U * i) & 0x3FU];
    return to + Count + 1;
}

void append_text(std::string& out, std::string_view octets, std::string_view alphabet) {
    const std::size_t tail = octets.size() % 3;
    const std::size_t begin = out.size();
    out.resize(begin + octets.size() / 3 * 4 + (tail == 0 ? 0 : tail + 1));
    char* to = out.data() + begin;
    const char* from = octets.data();
    for (std::size_t left = octets.size(); left >= 3; left -= 3, from += 3) to = write_group<3>(to, from, alphabet);
    if (tail == 1) write_group<1>(to, from, alphabet);
    if (tail == 2) write_group<2>(to, from, alphabet);
}

/** Write the octets of `Count` characters, one less than those. False for foreign characters and set unused bits. */
template <std::size_t Count>
bool read_group(char* to, const char* from, const Values& values) noexcept {
    std::uint32_t bits = 0;
    std::uint32_t seen = 0;
    for (std::size_t i = 0; i < Count; ++i) {
        const std::uint32_t value = values[octet(from[i])];
        seen |= value;
        bits |= value << (18U - 6U * i);
    }
    for (std::size_t i = 0; i + 1 < Count; ++i) to[i] = static_cast<char>(bits >> (16U - 8U * i) & 0xFFU);
    return seen <= 0x3FU && (bits & (0xFFFFFFU >> 8U * (Count - 1))) == 0;
}

bool read_tail(char* to, std::string_view text, const Values& values) noexcept {
    switch (text.size()) {
        case 0: return true;
        case 2: return read_group<2>(to, text.data(), values);
        case 3: return read_group<3>(to, text.data(), values);
        default: return false;   // one character holds less than an octet
    }
}

std::optional<std::string> octets_of(std::string_view text, const Values& values) {
    std::string out(text.size() * 3 / 4, '\0');
    char* to = out.data();
    for (; text.size() >= 4; text.remove_prefix(4), to += 3) {
        if (!read_group<4>(to, text.data(), values)) return std::nullopt;
    }
    if (!read_tail(to, text, values)) return std::nullopt;
    return out;
}

}  // namespace

void append_base64(std::string& out, std::string_view octets) {
    append_text(out, octets, plain_alphabet);
    out.append((3 - octets.size() % 3) % 3, '=');
}

std::string to_base64(std::string_view octets) {
    std::string out;
    append_base64(out, octets);
    return out;
}

std::optional<std::string> from_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    if (text.ends_with("==")) {
        text.remove_suffix(2);
    } else if (text.ends_with('=')) {
        text.remove_suffix(1);
    }
    return octets_of(text, plain_values);
}

std::string to_base64url(std::string_view octets) {
    std::string out;
    append_text(out, octets, url_alphabet);
    return out;
}

std::optional<std::string> from_base64url(std::string_view text) { return octets_of(text, url_values); }

}  // namespace serval
