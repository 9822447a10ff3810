#include "model/reading.hpp"

#include <nlohmann/json.hpp>

namespace serval::detail {
namespace {

void read_number(Reading& reading, Json& out, const Trail& at) {
    const JsonNumber number = reading.in.number();
    if (reading.in.failed()) return;
    static constexpr std::uint64_t least_magnitude = std::uint64_t{1} << 63;
    if (number.is_integer && number.fits && !number.is_negative) {
        out = number.magnitude;
    } else if (number.is_integer && number.fits && number.magnitude != 0 && number.magnitude <= least_magnitude) {
        out = static_cast<std::int64_t>(std::uint64_t{0} - number.magnitude);
    } else if (const std::optional<double> value = number.as_double()) {
        out = *value;
    } else {
        reading.found.add(at, no_rules(), "invalid", "A valid number is required.");
    }
}

void read_string(Reading& reading, Json& out) {
    const std::string_view text = reading.in.string();
    if (reading.in.lone_surrogate() != 0) return reading.in.fail("a lone surrogate in a string");
    out = text;
}

void read_array(Reading& reading, Json& out, const Trail& at) {
    out = Json::array();
    if (!reading.in.enter()) return;
    for (std::size_t i = 0; reading.in.next(']'); ++i) read_any(reading, out.emplace_back(nullptr), Trail{at, i});
}

void read_object(Reading& reading, Json& out, const Trail& at) {
    out = Json::object();
    if (!reading.in.enter()) return;
    while (reading.in.next('}')) {
        const std::string key{reading.in.key()};
        if (reading.in.failed()) return;
        const auto [item, is_new] = out.emplace(key, nullptr);
        if (!is_new) return reading.in.fail("a name is given twice");
        read_any(reading, *item, Trail{at, key});
    }
}

}  // namespace

void read_any(Reading& reading, Json& out, const Trail& at) {
    switch (reading.in.peek()) {
        case '{': return read_object(reading, out, at);
        case '[': return read_array(reading, out, at);
        case '"': return read_string(reading, out);
        case 't': out = true; return void(reading.in.literal("true"));
        case 'f': out = false; return void(reading.in.literal("false"));
        case 'n': out = nullptr; return void(reading.in.literal("null"));
        default: return read_number(reading, out, at);
    }
}

}  // namespace serval::detail
