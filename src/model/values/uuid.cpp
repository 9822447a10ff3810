#include <serval/model/values/uuid.hpp>

#include <array>
#include <stdexcept>
#include <tuple>

#include "detail/random_octets.hpp"

namespace serval {
namespace {

constexpr std::size_t bare_size = 32;
constexpr std::size_t hyphenated_size = 36;

constexpr bool has_hyphen_before(std::size_t octet) noexcept {
    return octet == 4 || octet == 6 || octet == 8 || octet == 10;
}

/** The value of each hexadecimal digit; 16 for every other octet. */
constexpr auto hex_values = [] {
    std::array<std::uint8_t, 256> values{};
    values.fill(16);
    for (unsigned i = 0; i < 10; ++i) values['0' + i] = static_cast<std::uint8_t>(i);
    for (unsigned i = 10; i < 16; ++i) values['a' + i - 10] = values['A' + i - 10] = static_cast<std::uint8_t>(i);
    return values;
}();

bool read_octets(const char* text, bool hyphenated, Uuid::Octets& octets) noexcept {
    unsigned seen = 0;
    for (std::size_t i = 0; i < octets.size(); ++i) {
        if (hyphenated && has_hyphen_before(i) && *text++ != '-') return false;
        const unsigned high = hex_values[static_cast<unsigned char>(*text++)];
        const unsigned low = hex_values[static_cast<unsigned char>(*text++)];
        seen |= high | low;
        octets[i] = static_cast<std::uint8_t>(high << 4U | (low & 0xFU));
    }
    return seen < 16;
}

Uuid stamped(Uuid::Octets octets, unsigned version) noexcept {
    octets[6] = static_cast<std::uint8_t>(version << 4U | (octets[6] & 0x0FU));
    octets[8] = static_cast<std::uint8_t>(0x80U | (octets[8] & 0x3FU));
    return Uuid{octets};
}

void append_text(const Uuid& value, std::string& out) {
    static constexpr std::string_view digits = "0123456789abcdef";
    std::array<char, hyphenated_size> text;
    char* next = text.data();
    for (std::size_t i = 0; i < value.octets().size(); ++i) {
        if (has_hyphen_before(i)) *next++ = '-';
        *next++ = digits[value.octets()[i] >> 4U];
        *next++ = digits[value.octets()[i] & 0xFU];
    }
    out.append(text.data(), text.size());
}

Uuid required(std::string_view text) {
    const auto value = Uuid::parse(text);
    if (!value) throw std::invalid_argument{"\"" + std::string{text} + "\" is no UUID (RFC 9562, section 4)"};
    return *value;
}

}  // namespace

Uuid::Uuid(std::string_view text) : Uuid{required(text)} {}

std::optional<Uuid> Uuid::parse(std::string_view text) noexcept {
    static constexpr std::string_view urn = "urn:uuid:";
    if (text.size() == urn.size() + hyphenated_size && text.starts_with(urn)) text.remove_prefix(urn.size());
    if (text.size() != bare_size && text.size() != hyphenated_size) return std::nullopt;
    Octets octets;
    if (!read_octets(text.data(), text.size() == hyphenated_size, octets)) return std::nullopt;
    return Uuid{octets};
}

Uuid Uuid::random() { return stamped(detail::random_octets<std::tuple_size_v<Uuid::Octets>>(), 4); }

Uuid Uuid::time_ordered(std::uint64_t unix_milliseconds) {
    Octets octets = detail::random_octets<std::tuple_size_v<Uuid::Octets>>();
    for (std::size_t i = 0; i < 6; ++i) octets[i] = static_cast<std::uint8_t>(unix_milliseconds >> (40U - 8U * i));
    return stamped(octets, 7);
}

std::string Uuid::to_string() const {
    std::string out;
    append_text(*this, out);
    return out;
}

bool TextForm<Uuid>::parse(std::string_view text, Uuid& out) noexcept {
    const auto value = Uuid::parse(text);
    if (value) out = *value;
    return value.has_value();
}

void TextForm<Uuid>::format(const Uuid& value, std::string& out) { append_text(value, out); }

}  // namespace serval

std::size_t std::hash<serval::Uuid>::operator()(const serval::Uuid& value) const noexcept {
    const auto& octets = value.octets();
    return std::hash<std::string_view>{}({reinterpret_cast<const char*>(octets.data()), octets.size()});
}
