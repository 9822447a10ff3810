#include "model/integer.hpp"

#include <fmt/format.h>

#include <cstring>

namespace serval::detail {
namespace {

std::uint64_t load_bits(const TypeInfo& type, const void* value) noexcept {
    std::uint8_t one = 0;
    std::uint16_t two = 0;
    std::uint32_t four = 0;
    std::uint64_t eight = 0;
    switch (type.size) {
        case 1: return std::memcpy(&one, value, 1), one;
        case 2: return std::memcpy(&two, value, 2), two;
        case 4: return std::memcpy(&four, value, 4), four;
        default: return std::memcpy(&eight, value, 8), eight;
    }
}

void store_bits(const TypeInfo& type, std::uint64_t bits, void* out) noexcept {
    const auto one = static_cast<std::uint8_t>(bits);
    const auto two = static_cast<std::uint16_t>(bits);
    const auto four = static_cast<std::uint32_t>(bits);
    switch (type.size) {
        case 1: std::memcpy(out, &one, 1); break;
        case 2: std::memcpy(out, &two, 2); break;
        case 4: std::memcpy(out, &four, 4); break;
        default: std::memcpy(out, &bits, 8);
    }
}

int spare_bits(const TypeInfo& type) noexcept { return static_cast<int>(64 - 8 * type.size); }

std::uint64_t greatest_magnitude(const TypeInfo& type) noexcept {
    return ~std::uint64_t{0} >> (spare_bits(type) + (type.is_signed ? 1 : 0));
}

}  // namespace

std::int64_t load_signed(const TypeInfo& type, const void* value) noexcept {
    const std::uint64_t bits = load_bits(type, value);
    if (!type.is_signed) return static_cast<std::int64_t>(bits);
    return static_cast<std::int64_t>(bits << spare_bits(type)) >> spare_bits(type);
}

Number load_integer(const TypeInfo& type, const void* value) noexcept {
    if (type.is_signed) return load_signed(type, value);
    return load_bits(type, value);
}

bool store_integer(const TypeInfo& type, bool is_negative, std::uint64_t magnitude, void* out) noexcept {
    const std::uint64_t most = greatest_magnitude(type);
    if (!is_negative) return magnitude <= most ? store_bits(type, magnitude, out), true : false;
    if (magnitude > (type.is_signed ? most + 1 : 0)) return false;
    return store_bits(type, std::uint64_t{0} - magnitude, out), true;
}

Number least(const TypeInfo& type) noexcept {
    if (!type.is_signed) return std::uint64_t{0};
    return -static_cast<std::int64_t>(greatest_magnitude(type)) - 1;
}

Number greatest(const TypeInfo& type) noexcept { return greatest_magnitude(type); }

void add_out_of_range(const FieldRules& rules, const TypeInfo& type, bool is_negative, const Trail& at, Findings& found) {
    if (is_negative) return add_below(rules, rules.minimum.value_or(least(type)), at, found);
    add_above(rules, rules.maximum.value_or(greatest(type)), at, found);
}

void add_below(const FieldRules& rules, const Number& minimum, const Trail& at, Findings& found) {
    const std::string limit = minimum.text();
    found.add(at, rules, "min_value", fmt::format("Ensure this value is greater than or equal to {}.", limit), limit);
}

void add_above(const FieldRules& rules, const Number& maximum, const Trail& at, Findings& found) {
    const std::string limit = maximum.text();
    found.add(at, rules, "max_value", fmt::format("Ensure this value is less than or equal to {}.", limit), limit);
}

}  // namespace serval::detail
