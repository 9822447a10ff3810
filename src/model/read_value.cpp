#include "model/integer.hpp"
#include "model/reading.hpp"
#include "model/text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

namespace serval::detail {
namespace {

/** What Django REST framework calls a value of another type. */
std::string_view type_of_value(std::string_view text) noexcept {
    switch (text.front()) {
        case '{': return "dict";
        case '[': return "list";
        case '"': return "str";
        case 't':
        case 'f': return "bool";
        case 'n': return "NoneType";
        default: return text.find_first_of(".eE") == std::string_view::npos ? "int" : "float";
    }
}

bool starts_number(char c) noexcept { return c == '-' || (c >= '0' && c <= '9'); }

class ValueReader {
public:
    ValueReader(Reading& reading, const FieldRules& rules, const Trail& at) noexcept
        : in_{reading.in}, found_{reading.found}, reading_{reading}, rules_{rules}, at_{at} {}

    void read(const TypeInfo& type, void* out, char first) {
        if (rules_.lax && is_lax(type.kind, first)) return take_lax(type, out, first);
        switch (type.kind) {
            case Kind::boolean: return boolean(out, first);
            case Kind::integer: return integer(type, out, first);
            case Kind::number: return real(type, out, first);
            case Kind::string: return string(out, first);
            case Kind::enumeration: return enumeration(type, out, first);
            case Kind::text: return text(type, out, first);
            case Kind::list: return list(type, out, first);
            case Kind::map: return map(type, out, first);
            case Kind::model: return model(type.model(), out, nullptr, first);
            case Kind::partial: return model(type.model(), type.partial->value(out), &type.partial->state(out), first);
            case Kind::any: return read_any(reading_, *static_cast<Json*>(out), at_);
            case Kind::optional:
            case Kind::view: break;
        }
        throw std::logic_error{fmt::format("a {} cannot be read, only written", type.name)};
    }

private:
    static bool is_lax(Kind kind, char first) noexcept {
        if (kind == Kind::string || kind == Kind::enumeration || kind == Kind::text) return starts_number(first);
        const bool is_scalar = kind == Kind::boolean || kind == Kind::integer || kind == Kind::number;
        return is_scalar && (first == '"' || (kind == Kind::boolean && starts_number(first)));
    }

    void take_lax(const TypeInfo& type, void* out, char first) {
        const std::string_view text = first == '"' ? in_.string() : in_.skip();
        if (!in_.failed() && (first != '"' || is_whole())) take_text(text, type, out, rules_, at_, found_);
    }

    void refuse(std::string_view code, std::string_view message) {
        in_.skip();
        if (!in_.failed()) found_.add(at_, rules_, code, message);
    }

    /** `message` has a place for what the value is instead. */
    void refuse_type(std::string_view code, std::string_view message) {
        const std::string_view value = in_.skip();
        if (!in_.failed()) found_.add(at_, rules_, code, fmt::format(fmt::runtime(message), type_of_value(value)));
    }

    void boolean(void* out, char first) {
        if (first != 't' && first != 'f') return refuse("invalid", "Must be a valid boolean.");
        *static_cast<bool*>(out) = first == 't';
        in_.literal(first == 't' ? "true" : "false");
    }

    void integer(const TypeInfo& type, void* out, char first) {
        if (!starts_number(first)) return refuse("invalid", "A valid integer is required.");
        JsonNumber number = in_.number();
        if (in_.failed()) return;
        if (!number.is_integer && !make_whole(number)) return found_.add(at_, rules_, "invalid", "A valid integer is required.");
        if (number.fits && store_integer(type, number.is_negative, number.magnitude, out)) return;
        add_out_of_range(rules_, type, number.is_negative, at_, found_);
    }

    /** 1.0 and 1e2 are integers too (JSON Schema), as far as a double holds them exactly. */
    static bool make_whole(JsonNumber& number) noexcept {
        const std::optional<double> value = number.as_double();
        if (!value || std::abs(*value) >= 9007199254740992.0 || std::trunc(*value) != *value) return false;
        number.magnitude = static_cast<std::uint64_t>(std::abs(*value));
        number.fits = true;
        return true;
    }

    void real(const TypeInfo& type, void* out, char first) {
        if (!starts_number(first)) return refuse("invalid", "A valid number is required.");
        const JsonNumber number = in_.number();
        if (in_.failed() || take_real(number.as_double(), type, out)) return;
        if (number.is_integer) return found_.add(at_, rules_, "overflow", "Integer value too large to convert to float");
        found_.add(at_, rules_, "invalid", "A valid number is required.");
    }

    void string(void* out, char first) {
        if (first != '"') return refuse("invalid", "Not a valid string.");
        const std::string_view text = in_.string();
        if (in_.failed() || !is_whole()) return;
        if (reading_.as_written) return void(static_cast<std::string*>(out)->assign(text));
        const Nul nul = in_.is_verbatim(text) ? Nul::impossible : Nul::possible;
        take_string(text, nul, *static_cast<std::string*>(out), rules_, at_, found_);
    }

    bool is_whole() {
        if (in_.lone_surrogate() == 0) return true;
        found_.add(at_, rules_, "surrogate_characters_not_allowed",
                   fmt::format("Surrogate characters are not allowed: U+{:X}.", in_.lone_surrogate()));
        return false;
    }

    void enumeration(const TypeInfo& type, void* out, char first) {
        if (first == '{' || first == '[') return refuse("invalid", "Not a valid string.");
        const std::string_view name = first == '"' ? in_.string() : in_.skip();
        if (in_.failed() || (first == '"' && !is_whole())) return;
        if (first == '"') return take_enumerator(name, type, out, rules_, at_, found_);
        found_.add(at_, rules_, "invalid_choice", fmt::format("\"{}\" is not a valid choice.", abridged(name)));
    }

    void text(const TypeInfo& type, void* out, char first) {
        if (first != '"') return refuse(type.text->code, type.text->message);
        const std::string_view value = in_.string();
        if (in_.failed() || !is_whole()) return;
        if (!type.text->parse(value, out)) found_.add(at_, rules_, type.text->code, type.text->message);
    }

    void list(const TypeInfo& type, void* out, char first) {
        if (first != '[') return refuse_type("not_a_list", "Expected a list of items but got type \"{}\".");
        const FieldRules& each = rules_.each ? *rules_.each : no_rules();
        std::size_t count = 0;
        type.list->clear(out);
        if (!in_.enter()) return;
        for (; in_.next(']'); ++count) {
            const auto read = [&](void* item) { read_value(reading_, *type.inner, item, each, Trail{at_, count}); };
            if (!has_room(type, count) || !append_item(*type.list, out, count, read)) in_.skip();
        }
        if (!in_.failed()) check_count(rules_, type, count, at_, found_);
    }

    /** Whether it is worth the memory to keep one more; of a set nobody knows before it is read. */
    [[nodiscard]] bool has_room(const TypeInfo& type, std::size_t count) const noexcept {
        return type.list->is_set || count < rules_.max_size;
    }

    void map(const TypeInfo& type, void* out, char first) {
        if (first != '{') return refuse_type("not_a_dict", "Expected a dictionary of items but got type \"{}\".");
        const FieldRules& each = rules_.each ? *rules_.each : no_rules();
        type.map->clear(out);
        if (!in_.enter()) return;
        while (in_.next('}')) {
            const std::string key{in_.key()};
            if (in_.failed()) return;
            void* const value = type.map->insert(out, key);
            if (value == nullptr) return in_.fail("a name is given twice");
            read_value(reading_, *type.inner, value, each, Trail{at_, key});
        }
    }

    void model(const ModelInfo& info, void* out, PartialState* partial, char first) {
        if (first == '{') return read_model(reading_, info, out, partial, at_);
        refuse_type("invalid", "Invalid data. Expected a dictionary, but got {}.");
    }

    JsonReader& in_;
    Findings& found_;
    Reading& reading_;
    const FieldRules& rules_;
    const Trail& at_;
};

void read_null(Reading& reading, const TypeInfo& type, const FieldRules& rules, const Trail& at) {
    reading.in.literal("null");
    const bool is_whole_input = at.is_root() && (type.kind == Kind::model || type.kind == Kind::partial);
    reading.found.add(at, rules, "null", is_whole_input ? "No data provided" : "This field may not be null.");
}

}  // namespace

void read_value(Reading& reading, const TypeInfo& type, void* out, const FieldRules& rules, const Trail& at) {
    const char first = reading.in.peek();
    if (type.kind == Kind::optional) {
        if (first == 'n') return type.optional->reset(out), void(reading.in.literal("null"));
        return read_value(reading, *type.inner, type.optional->emplace(out), rules, at);
    }
    if (first == 'n' && type.kind != Kind::any) return read_null(reading, type, rules, at);
    const std::size_t before = reading.found.count();
    ValueReader{reading, rules, at}.read(type, out, first);
    if (reading.found.count() == before && !reading.in.failed()) check_value(rules, type, out, at, reading.found);
}

}  // namespace serval::detail

namespace serval {

ReadResult read_json(std::string_view text, const TypeInfo& type, void* out, std::vector<FieldError>& errors,
                     const ReadOptions& options) {
    detail::Reading reading{detail::JsonReader{text, options.max_depth},
                            detail::Findings{errors, options.place, options.max_errors, options.request}, options.as_written};
    detail::read_value(reading, type, out, detail::no_rules(), detail::Trail{});
    if (!reading.in.failed()) reading.in.finish();
    if (reading.in.failed()) {
        reading.found.replace("parse_error", reading.in.error());
        return ReadResult::malformed;
    }
    return reading.found.count() == 0 ? ReadResult::ok : ReadResult::invalid;
}

}  // namespace serval
