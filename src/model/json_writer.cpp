#include "model/json_writer.hpp"

#include "model/octets.hpp"
#include "model/text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

namespace serval::detail {

void JsonWriter::put(std::string_view text) {
    if (text.size() > room_size / 2) {
        finish();
        out_ += text;
        return;
    }
    need(text.size());
    std::memcpy(at_, text.data(), text.size());
    at_ += text.size();
}

void JsonWriter::string(std::string_view text) {
    const char* at = text.data();
    const char* const end = at + text.size();
    put('"');
    while ((at = copy_plain(at, end)) != end) {
        const auto octet = static_cast<unsigned char>(*at);
        if (octet >= 0x80) at += wide(at, end);
        else escape(static_cast<unsigned char>(*at++));
    }
    put('"');
}

/** Copies up to the first octet that is not plain; sixteen at a time are looked at and copied at once. */
const char* JsonWriter::copy_plain(const char* at, const char* end) {
    while (at != end) {
        const std::size_t size = std::min(static_cast<std::size_t>(end - at), Sixteen::size);
        char padded[Sixteen::size] = {};
        if (size < Sixteen::size) std::memcpy(padded, at, size);
        const Sixteen octets{size < Sixteen::size ? padded : at};
        need(Sixteen::size);
        octets.store(at_);
        const std::size_t plain = std::min(size, static_cast<std::size_t>(std::countr_zero(special_octets(octets))));
        at_ += plain;
        at += plain;
        if (plain < size) break;
    }
    return at;
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
    static constexpr std::array powers{1.0, 10.0, 100.0, 1'000.0, 10'000.0};
    const double size = std::abs(value);
    if (!(size >= 0.001 && size < 100'000)) return false;   // beyond, an exponent may be shorter
    for (std::size_t places = 0; places < powers.size(); ++places) {
        const auto scaled = static_cast<std::int64_t>(size * powers[places] + 0.5);
        if (static_cast<double>(scaled) / powers[places] != size) continue;
        need(longest_number);
        if (value < 0) *at_++ = '-';
        const auto power = static_cast<std::int64_t>(powers[places]);
        at_ = std::to_chars(at_, at_ + longest_number, scaled / power).ptr;
        if (places == 0) return true;
        *at_++ = '.';
        std::int64_t rest = scaled % power;
        for (std::size_t i = places; i-- > 0; rest /= 10) at_[i] = static_cast<char>('0' + rest % 10);
        at_ += places;
        return true;
    }
    return false;
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
