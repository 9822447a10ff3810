#include "server/setting_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <span>

#include <fmt/format.h>

namespace serval::detail {
namespace {

struct Unit {
    std::string_view name;
    std::uint64_t factor;
};

// The largest first, as they are tried when a value is shown.
constexpr std::array<Unit, 4> size_units{{{"GiB", 1ULL << 30U}, {"MiB", 1ULL << 20U}, {"KiB", 1ULL << 10U}, {"B", 1}}};
constexpr std::array<Unit, 4> duration_units{{{"h", 3'600'000}, {"m", 60'000}, {"s", 1000}, {"ms", 1}}};

template <class Number>
std::optional<Number> read_number(std::string_view text) noexcept {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

/** A whole number and one of the units behind it, at most `most` altogether. */
std::optional<std::uint64_t> read_measure(std::string_view text, std::span<const Unit> units, std::uint64_t most) noexcept {
    const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const auto number = read_whole(text.substr(0, digits));
    const auto unit = std::find_if(units.begin(), units.end(), [&](const Unit& u) { return u.name == text.substr(digits); });
    if (!number || unit == units.end() || *number > most / unit->factor) return std::nullopt;
    return *number * unit->factor;
}

std::string show_measure(std::uint64_t value, std::span<const Unit> units, std::string_view zero) {
    if (value == 0) return std::string{zero};
    const auto unit = std::find_if(units.begin(), units.end(), [&](const Unit& u) { return value % u.factor == 0; });
    return fmt::format("{}{}", value / unit->factor, unit->name);
}

std::string_view trimmed(std::string_view text) noexcept {
    const auto first = text.find_first_not_of(" \t");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

std::optional<bool> read_truth(std::string_view text) noexcept {
    if (text == "true" || text == "on" || text == "yes" || text == "1") return true;
    if (text == "false" || text == "off" || text == "no" || text == "0") return false;
    return std::nullopt;
}

std::optional<std::uint64_t> read_whole(std::string_view text) noexcept { return read_number<std::uint64_t>(text); }

std::optional<std::int64_t> read_integer(std::string_view text) noexcept { return read_number<std::int64_t>(text); }

std::optional<double> read_real(std::string_view text) noexcept {
    const auto number = read_number<double>(text);
    return number && std::isfinite(*number) ? number : std::nullopt;
}

std::optional<std::uint64_t> read_size(std::string_view text) noexcept {
    if (const auto plain = read_whole(text)) return plain;
    return read_measure(text, size_units, std::numeric_limits<std::uint64_t>::max());
}

std::optional<std::chrono::milliseconds> read_duration(std::string_view text) noexcept {
    constexpr std::uint64_t most = 366ULL * 24 * 3'600'000;   // a year: what is longer was not meant
    const auto value = read_measure(text, duration_units, most);
    return value ? std::optional{std::chrono::milliseconds{*value}} : std::nullopt;
}

std::string show_size(std::uint64_t octets) { return show_measure(octets, size_units, "0"); }

std::string show_duration(std::chrono::milliseconds duration) {
    return show_measure(static_cast<std::uint64_t>(std::max<std::int64_t>(duration.count(), 0)), duration_units, "0s");
}

std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> parts;
    if (trimmed(text).empty()) return parts;
    while (true) {
        const auto comma = std::min(text.find(','), text.size());
        parts.emplace_back(trimmed(text.substr(0, comma)));
        if (comma == text.size()) return parts;
        text.remove_prefix(comma + 1);
    }
}

}  // namespace serval::detail
