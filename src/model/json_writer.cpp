#include "model/json_writer.hpp"

#include "model/octets.hpp"
#include "model/text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

namespace serval::detail {

void JsonWriter::put_long(std::string_view text) {
    finish();
    out_ += text;
}

void JsonWriter::string(std::string_view text) {
    put('"');
    while (!text.empty()) {
        const std::size_t size = std::min(text.size(), room_size / 2);
        need(std::max(size, Sixteen::size));
        const std::size_t plain = copy_plain(at_, text.data(), size);
        at_ += plain;
        text.remove_prefix(plain);
        if (plain != size) text.remove_prefix(put_special(text));
    }
    put('"');
}

/** Copies up to the first octet that is not plain, and says how many that are. Sixteen are looked at and copied at once: the last of them
    may be some of the ones before, and where there are fewer, `to` has room for sixteen.
*/
std::size_t JsonWriter::copy_plain(char* to, const char* from, std::size_t size) noexcept {
    const auto copy = [](char* at, const char* octets) {
        const Sixteen all{octets};
        all.store(at);
        return static_cast<std::size_t>(std::countr_zero(special_octets(all) | 1U << Sixteen::size));
    };
    if (size < Sixteen::size) {
        char padded[Sixteen::size] = {};
        copy_short(padded, from, size);
        return std::min(copy(to, padded), size);
    }
    for (std::size_t at = 0; at + Sixteen::size < size; at += Sixteen::size) {
        if (const std::size_t plain = copy(to + at, from + at); plain != Sixteen::size) return at + plain;
    }
    const std::size_t last = size - Sixteen::size;
    return last + copy(to + last, from + last);
}

/** What cannot stand as it is; says how many octets of `text` it took. */
std::size_t JsonWriter::put_special(std::string_view text) {
    const auto octet = static_cast<unsigned char>(text.front());
    if (octet >= 0x80) return wide(text.data(), text.data() + text.size());
    escape(octet);
    return 1;
}

void JsonWriter::escape(unsigned char octet) {
    static constexpr std::string_view hex = "0123456789abcdef";
    switch (octet) {
        case '"': return put("\\\"");
        case '\\': return put("\\\\");
        case '\b': return put("\\b");
        case '\f': return put("\\f");
        case '\n': return put("\\n");
        case '\r': return put("\\r");
        case '\t': return put("\\t");
        default: put("\\u00"); put(hex[octet >> 4]); put(hex[octet & 0xF]);
    }
}

/** A character beyond ASCII, and how many octets it took. U+2028 and U+2029 end lines in older JavaScript. */
std::size_t JsonWriter::wide(const char* at, const char* end) {
    const std::size_t size = utf8_size(at, end);
    const std::string_view character{at, size};
    if (size == 0) put("\xEF\xBF\xBD");
    else if (character == "\xE2\x80\xA8") put("\\u2028");
    else if (character == "\xE2\x80\xA9") put("\\u2029");
    else put(character);
    return size == 0 ? 1 : size;
}

template <class Value>
void JsonWriter::digits(Value value) {
    need(longest_number);
    at_ = std::to_chars(at_, at_ + longest_number, value).ptr;
}

void JsonWriter::integer(std::int64_t value) { digits(value); }
void JsonWriter::integer(std::uint64_t value) { digits(value); }

bool JsonWriter::real(double value) {
    if (!std::isfinite(value)) return false;
    if (!short_decimal(value)) digits(value);
    return true;
}

bool JsonWriter::real(float value) {
    if (!std::isfinite(value)) return false;
    digits(value);
    return true;
}

/** Prices and the like, of which `std::to_chars` would make the same: up to four digits after the point, five before it. Of a decimal with
    at most 15 digits, no other is read as the same double, and a quotient of two whole numbers is the double that its decimal is read as.
*/
bool JsonWriter::short_decimal(double value) noexcept {
    constexpr std::int64_t unit = 10'000;
    const double size = std::abs(value);
    if (!(size >= 0.001 && size < 100'000)) return false;   // beyond, an exponent may be shorter
    const auto scaled = static_cast<std::int64_t>(size * unit + 0.5);
    if (static_cast<double>(scaled) / unit != size) return false;
    need(longest_number);
    if (value < 0) *at_++ = '-';
    at_ = std::to_chars(at_, at_ + longest_number, scaled / unit).ptr;
    if (scaled % unit != 0) put_fraction(static_cast<unsigned>(scaled % unit));
    return true;
}

/** Four digits behind a point, without the noughts at their end. */
void JsonWriter::put_fraction(unsigned digits) noexcept {
    *at_++ = '.';
    for (unsigned unit = 1000; digits != 0; unit /= 10) {
        *at_++ = static_cast<char>('0' + digits / unit);
        digits %= unit;
    }
}

void JsonWriter::finish() {
    out_.append(room_, at_);
    at_ = room_;
}

void append_string(std::string& out, std::string_view text) {
    JsonWriter writer{out};
    writer.string(text);
    writer.finish();
}

}  // namespace serval::detail
