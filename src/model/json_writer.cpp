#include "model/json_writer.hpp"

#include "model/octets.hpp"
#include "model/text.hpp"

#include <charconv>
#include <cmath>

namespace serval::detail {
namespace {

void append_escape(std::string& out, unsigned char octet) {
    static constexpr std::string_view hex = "0123456789abcdef";
    switch (octet) {
        case '"': out += "\\\""; return;
        case '\\': out += "\\\\"; return;
        case '\b': out += "\\b"; return;
        case '\f': out += "\\f"; return;
        case '\n': out += "\\n"; return;
        case '\r': out += "\\r"; return;
        case '\t': out += "\\t"; return;
        default: out += "\\u00"; out += hex[octet >> 4]; out += hex[octet & 0xF];
    }
}

/** A character beyond ASCII, and how many octets it took. U+2028 and U+2029 end lines in older JavaScript. */
std::size_t append_wide(std::string& out, const char* at, const char* end) {
    const std::size_t size = utf8_size(at, end);
    const std::string_view character{at, size};
    if (size == 0) out += "\xEF\xBF\xBD";
    else if (character == "\xE2\x80\xA8") out += "\\u2028";
    else if (character == "\xE2\x80\xA9") out += "\\u2029";
    else out += character;
    return size == 0 ? 1 : size;
}

template <class Value>
void append_digits(std::string& out, Value value) {
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, end);
}

template <class Real>
bool append_finite(std::string& out, Real value) {
    if (!std::isfinite(value)) return false;
    append_digits(out, value);
    return true;
}

}  // namespace

void append_string(std::string& out, std::string_view text) {
    const char* at = text.data();
    const char* const end = at + text.size();
    out += '"';
    while (true) {
        const char* const plain_end = skip_plain_octets(at, end);
        out.append(at, plain_end);
        at = plain_end;
        if (at == end) break;
        const auto octet = static_cast<unsigned char>(*at);
        if (octet >= 0x80) at += append_wide(out, at, end);
        else append_escape(out, static_cast<unsigned char>(*at++));
    }
    out += '"';
}

void append_integer(std::string& out, std::int64_t value) { append_digits(out, value); }
void append_integer(std::string& out, std::uint64_t value) { append_digits(out, value); }
bool append_real(std::string& out, double value) { return append_finite(out, value); }
bool append_real(std::string& out, float value) { return append_finite(out, value); }

}  // namespace serval::detail
