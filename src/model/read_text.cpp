#include "model/integer.hpp"
#include "model/reading.hpp"
#include "model/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace serval::detail {
namespace {

constexpr std::size_t longest_number = 1000;   // longer ones only cost time

struct WholeNumber {
    bool is_negative = false;
    bool fits = true;
    std::uint64_t magnitude = 0;
};

/** "12", "-3", "+4", "5.00". */
std::optional<WholeNumber> parse_whole(std::string_view text) noexcept {
    WholeNumber number;
    number.is_negative = !text.empty() && text.front() == '-';
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number.magnitude);
    if (read.ec == std::errc::invalid_argument) return std::nullopt;
    number.fits = read.ec == std::errc{};
    text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
    if (!text.empty() && text.front() == '.') text.remove_prefix(1);
    else if (!text.empty()) return std::nullopt;
    return text.find_first_not_of('0') == std::string_view::npos ? std::optional{number} : std::nullopt;
}

std::optional<double> parse_real(std::string_view text) noexcept {
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    double value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
    return whole && std::isfinite(value) ? std::optional{value} : std::nullopt;
}

std::optional<bool> parse_bool(std::string_view text) noexcept {
    static constexpr std::array<std::string_view, 6> yes{"true", "t", "yes", "y", "on", "1"};
    static constexpr std::array<std::string_view, 6> no{"false", "f", "no", "n", "off", "0"};
    const auto is_text = [&](std::string_view word) { return same_letters(text, word); };
    if (std::any_of(yes.begin(), yes.end(), is_text)) return true;
    if (std::any_of(no.begin(), no.end(), is_text)) return false;
    return std::nullopt;
}

class TextReader {
public:
    TextReader(const FieldRules& rules, const Trail& at, Findings& found) noexcept : rules_{rules}, at_{at}, found_{found} {}

    void read(std::string_view text, const TypeInfo& type, void* out) {
        switch (type.kind) {
            case Kind::boolean: return boolean(without_outer_blanks(text), out);
            case Kind::integer: return integer(without_outer_blanks(text), type, out);
            case Kind::number: return real(without_outer_blanks(text), type, out);
            case Kind::string: return void(take_string(text, Nul::possible, *static_cast<std::string*>(out), rules_, at_, found_));
            case Kind::enumeration: return take_enumerator(without_outer_blanks(text), type, out, rules_, at_, found_);
            case Kind::text: return form(without_outer_blanks(text), type, out);
            case Kind::list: return single_item(text, type, out);
            default: return json(text, type, out);
        }
    }

private:
    void fail(std::string_view code, std::string_view message) { found_.add(at_, rules_, code, message); }

    bool is_short(std::string_view text) {
        if (text.size() > longest_number) fail("max_string_length", "String value too large.");
        return text.size() <= longest_number;
    }

    void boolean(std::string_view text, void* out) {
        const std::optional<bool> value = parse_bool(text);
        if (!value) return fail("invalid", "Must be a valid boolean.");
        *static_cast<bool*>(out) = *value;
    }

    void integer(std::string_view text, const TypeInfo& type, void* out) {
        if (!is_short(text)) return;
        const std::optional<WholeNumber> number = parse_whole(text);
        if (!number) return fail("invalid", "A valid integer is required.");
        if (number->fits && store_integer(type, number->is_negative, number->magnitude, out)) return;
        add_out_of_range(rules_, type, number->is_negative, at_, found_);
    }

    void real(std::string_view text, const TypeInfo& type, void* out) {
        if (is_short(text) && !take_real(parse_real(text), type, out)) fail("invalid", "A valid number is required.");
    }

    void form(std::string_view text, const TypeInfo& type, void* out) {
        if (!type.text->parse(text, out)) fail(type.text->code, type.text->message);
    }

    void single_item(std::string_view text, const TypeInfo& type, void* out) {
        const FieldRules& each = rules_.each ? *rules_.each : no_rules();
        type.list->clear(out);
        append_item(*type.list, out, 0, [&](void* item) { read_text_value(text, *type.inner, item, each, Trail{at_, 0}, found_); });
    }

    /** What has no text of its own is JSON in a text. */
    void json(std::string_view text, const TypeInfo& type, void* out) {
        std::vector<FieldError> errors;
        if (read_json(text, type, out, errors) == ReadResult::malformed) return fail("invalid", "Value must be valid JSON.");
        const std::string here = at_.pointer();
        for (const FieldError& error : errors) {
            const std::string pointer = here + error.pointer;
            found_.add(Trail{pointer}, no_rules(), error.code, error.message);
        }
    }

    const FieldRules& rules_;
    const Trail& at_;
    Findings& found_;
};

}  // namespace

void take_text(std::string_view text, const TypeInfo& type, void* out, const FieldRules& rules, const Trail& at, Findings& found) {
    TextReader{rules, at, found}.read(text, type, out);
}

void read_text_value(std::string_view text, const TypeInfo& type, void* out, const FieldRules& rules, const Trail& at,
                     Findings& found) {
    if (type.kind == Kind::optional) {
        if (text.empty()) return type.optional->reset(out);
        return read_text_value(text, *type.inner, type.optional->emplace(out), rules, at, found);
    }
    const std::size_t before = found.count();
    take_text(text, type, out, rules, at, found);
    if (found.count() == before) check_value(rules, type, out, at, found);
}

bool take_string(std::string_view text, Nul nul, std::string& out, const FieldRules& rules, const Trail& at, Findings& found) {
    if (!rules.keep_blanks) text = without_outer_blanks(text);
    if (text.empty() && !rules.allow_blank) return found.add(at, rules, "blank", "This field may not be blank."), false;
    if (nul == Nul::possible && text.find('\0') != std::string_view::npos) {
        return found.add(at, rules, "null_characters_not_allowed", "Null characters are not allowed."), false;
    }
    out.assign(text);
    return true;
}

void take_enumerator(std::string_view name, const TypeInfo& type, void* out, const FieldRules& rules, const Trail& at,
                     Findings& found) {
    for (const auto& [known, value] : type.enumeration().names) {
        if (known == name) return void(store_integer(type, false, static_cast<std::uint64_t>(value), out));
    }
    found.add(at, rules, "invalid_choice", fmt::format("\"{}\" is not a valid choice.", abridged(name)));
}

bool take_real(std::optional<double> value, const TypeInfo& type, void* out) {
    if (!value) return false;
    if (type.size == sizeof(double)) return *static_cast<double*>(out) = *value, true;
    if (std::abs(*value) > static_cast<double>(std::numeric_limits<float>::max())) return false;
    *static_cast<float*>(out) = static_cast<float>(*value);
    return true;
}

}  // namespace serval::detail

namespace serval {

bool read_text(std::string_view text, const TypeInfo& type, void* out, Place place, std::string_view pointer,
               std::vector<FieldError>& errors, const FieldRules* rules) {
    static const FieldRules as_it_stands = [] {
        FieldRules lax;
        lax.allow_blank = lax.keep_blanks = true;
        return lax;
    }();
    detail::Findings found{errors, place, FieldRules::unlimited};
    const detail::Trail at{pointer};
    if (!detail::is_utf8(text)) {
        found.add(at, detail::no_rules(), "invalid", "Not a valid string.");
        return false;
    }
    detail::read_text_value(text, type, out, rules != nullptr ? *rules : as_it_stands, at, found);
    return found.count() == 0;
}

}  // namespace serval
