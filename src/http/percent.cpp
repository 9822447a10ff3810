#include <serval/http/percent.hpp>

#include <array>

#include "http/percent_append.hpp"
#include "http/syntax.hpp"
#include "http/utf8.hpp"

namespace serval {
namespace {

constexpr std::string_view hex_digits = "0123456789ABCDEF";
constexpr std::string_view unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

using OctetSet = std::array<bool, 256>;

constexpr OctetSet octets(std::string_view first, std::string_view second) {
    OctetSet set{};
    for (const char c : first) set[static_cast<unsigned char>(c)] = true;
    for (const char c : second) set[static_cast<unsigned char>(c)] = true;
    return set;
}

constexpr std::array<OctetSet, 3> plain_octets{
    octets(unreserved, "!$&'()*+,;=:@"),   // UrlPart::segment
    octets(unreserved, "!$'()*,:@/?"),     // UrlPart::query
    octets(unreserved, ""),                // UrlPart::any
};

/** The octet that the two characters after a `%` name, or -1. */
int escaped_octet(std::string_view after) noexcept {
    if (after.size() < 2) return -1;
    const int high = detail::hex_value(after[0]);
    const int low = detail::hex_value(after[1]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/** How many octets stand for themselves before the first that does not. */
std::size_t plain_size(std::string_view text, Plus plus) noexcept {
    const char plus_sign = plus == Plus::space ? '+' : '%';
    std::size_t size = 0;
    while (size != text.size() && text[size] != '%' && text[size] != plus_sign) ++size;
    return size;
}

}  // namespace

bool detail::append_decoded(std::string& out, std::string_view text, Plus plus) {
    while (true) {
        const std::size_t at = plain_size(text, plus);
        out += text.substr(0, at);
        if (at == text.size()) return true;
        const int octet = text[at] == '+' ? ' ' : escaped_octet(text.substr(at + 1));
        if (octet < 0) return false;
        out += static_cast<char>(octet);
        text.remove_prefix(at + (text[at] == '+' ? 1 : 3));
    }
}

void detail::append_encoded(std::string& out, std::string_view text, UrlPart part) {
    const OctetSet& plain = plain_octets[static_cast<std::size_t>(part)];
    for (const char c : text) {
        const auto octet = static_cast<unsigned char>(c);
        if (plain[octet]) {
            out += c;
        } else {
            out += {'%', hex_digits[octet / 16], hex_digits[octet % 16]};
        }
    }
}

std::optional<std::string> percent_decode(std::string_view text, Plus plus, Decoded decoded) {
    std::string result;
    result.reserve(text.size());
    if (!detail::append_decoded(result, text, plus)) return std::nullopt;
    if (decoded == Decoded::utf8 && !detail::is_utf8(result)) return std::nullopt;
    return result;
}

std::string percent_encode(std::string_view text, UrlPart part) {
    std::string result;
    result.reserve(text.size());
    detail::append_encoded(result, text, part);
    return result;
}

}  // namespace serval
