#include "model/named_values.hpp"
#include "model/reading.hpp"
#include "model/text.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace serval::detail {
namespace {

constexpr std::size_t most_levels = ReadOptions{}.max_depth;

/** What an optional holds, the type itself otherwise. */
const TypeInfo& without_optional(const TypeInfo& type) noexcept { return type.kind == Kind::optional ? *type.inner : type; }

/** What one item of a list, or one value of a map, was given: it stands under `name`, among `values`. */
struct Entry {
    std::string name;
    std::string_view key;
    NamedValues values;
};

/** "name[0]", "name[1]", … in order of the numbers; a number without a value of its own is no gap. */
std::vector<Entry> numbered_entries(NamedValues values, const std::string& name) {
    std::vector<Entry> entries;
    const std::string prefix = name + '[';
    for (NamedValues rest = beginning_with(values, prefix); !rest.empty();) {
        const std::string_view first = rest.front().name;
        const auto close = first.find(']', prefix.size());
        const bool is_closed = close != std::string_view::npos;
        const NamedValues own = is_closed ? beginning_with(rest, first.substr(0, close + 1)) : rest.first(1);
        rest = rest.subspan(own.size());
        if (!is_closed || close == prefix.size()) continue;
        entries.push_back({std::string{first.substr(0, close + 1)}, first.substr(prefix.size(), close - prefix.size()), own});
    }
    const auto comes_first = [](const Entry& a, const Entry& b) {
        return a.key.size() != b.key.size() ? a.key.size() < b.key.size() : a.key < b.key;
    };
    std::sort(entries.begin(), entries.end(), comes_first);
    return entries;
}

/** "name.tea", "name.milk", …; of a key that is a number "name[7]" too. */
std::vector<Entry> keyed_entries(NamedValues values, const std::string& name) {
    std::vector<Entry> entries;
    std::set<std::string_view> keys;
    const std::string prefix = name + '.';
    for (const NamedValue& one : beginning_with(values, prefix)) {
        const std::string_view rest = std::string_view{one.name}.substr(prefix.size());
        const std::string_view key = rest.substr(0, rest.find_first_of(".["));
        if (keys.insert(key).second) entries.push_back({prefix + std::string{key}, key, values});
    }
    for (Entry& entry : numbered_entries(values, name)) {
        if (keys.insert(entry.key).second) entries.push_back(std::move(entry));
    }
    return entries;
}

class PairsReader {
public:
    PairsReader(NamedValues values, Findings& found) noexcept : values_{values}, found_{found} {}

    /** The fields of a model whose names follow `prefix`. */
    void read_model(const ModelInfo& model, void* object, PartialState* partial, const std::string& prefix, const Trail& at) {
        const std::size_t before = found_.count();
        std::uint64_t seen = 0;
        for (std::size_t i = 0; i < model.fields.size(); ++i) {
            if (read_field(model.fields[i], object, partial != nullptr, prefix, at)) seen |= std::uint64_t{1} << i;
        }
        if (model.forbids_unknown) report_unknown(model, prefix, at);
        if (partial != nullptr) {
            partial->given = seen;
            return mark_null(*partial, model, object);
        }
        settle_absent(model, seen, object, at, found_);
        if (found_.count() == before) run_checks(model, object, at, found_);
    }

private:
    /** False when nothing was given for the field. */
    bool read_field(const FieldInfo& field, void* object, bool is_partial, const std::string& prefix, const Trail& at) {
        if (!field.is_read()) return false;
        const Trail here{at, field.name};
        void* const out = member(object, field);
        for (const std::string* const name : {&field.name, &field.alias}) {
            if (!name->empty() && read_value(field, out, prefix + plain_name(*name), here)) return true;
        }
        if (is_partial || found_.place() != Place::form || !field.required || field.type->kind != Kind::boolean) return false;
        *static_cast<bool*>(out) = false;   // a box that was not ticked
        return true;
    }

    /** As browsers do it, an empty text stands for a field that was left empty. */
    bool read_value(const FieldInfo& field, void* out, const std::string& name, const Trail& at) {
        const TypeInfo& type = without_optional(*field.type);
        const NamedValues texts = called(values_, name);
        if (!texts.empty() && is_null(field, texts.back().value)) return field.type->optional->reset(out), true;
        const bool is_left_empty = !texts.empty() && texts.back().value.empty() && type.kind != Kind::list;
        if (!is_left_empty) return read(*field.type, out, field.rules, name, at);
        if (type.kind == Kind::string && field.rules.allow_blank) return read_empty_string(*field.type, out, field.rules, at);
        if (field.set_default || field.optional) return false;
        return read(*field.type, out, field.rules, name, at);
    }

    static bool is_null(const FieldInfo& field, std::string_view text) noexcept {
        return field.rules.cast_null && field.type->kind == Kind::optional && text == "null";
    }

    bool read_empty_string(const TypeInfo& type, void* out, const FieldRules& rules, const Trail& at) {
        void* const text = type.kind == Kind::optional ? type.optional->emplace(out) : out;
        read_text_value("", without_optional(type), text, rules, at, found_);
        return true;
    }

    /** False when nothing was given under `name`. */
    bool read(const TypeInfo& type, void* out, const FieldRules& rules, const std::string& name, const Trail& at) {
        const TypeInfo& held = without_optional(type);
        if (held.kind == Kind::list) return read_list(type, out, rules, name, at);
        if (const NamedValues texts = called(values_, name); !texts.empty()) {
            read_text(texts.back().value, type, out, rules, at);
            return true;
        }
        if (held.kind == Kind::map) return read_map(type, out, rules, name, at);
        return (held.kind == Kind::model || held.kind == Kind::partial) && read_nested(type, out, name, at);
    }

    void read_text(std::string_view text, const TypeInfo& type, void* out, const FieldRules& rules, const Trail& at) {
        if (is_utf8(text)) return read_text_value(text, type, out, rules, at, found_);
        found_.add(at, rules, "invalid", "Not a valid string.");
    }

    static void* hold(const TypeInfo& type, void* out) { return type.kind == Kind::optional ? type.optional->emplace(out) : out; }

    /** "tags=a&tags=b", "tags[]=a&tags[]=b", "tags[0]=a&tags[1]=b", "items[0].name=a". */
    bool read_list(const TypeInfo& type, void* out, const FieldRules& rules, const std::string& name, const Trail& at) {
        const NamedValues repeated = called(values_, name);
        const NamedValues appended = called(values_, name + "[]");
        const std::vector<Entry> numbered = numbered_entries(values_, name);
        if (repeated.empty() && appended.empty() && numbered.empty()) return false;
        ListReader list{*this, without_optional(type), hold(type, out), rules, at};
        for (const NamedValue& one : repeated) list.add(one.value);
        for (const NamedValue& one : appended) list.add(one.value);
        for (const Entry& entry : numbered) list.add(entry);
        list.finish();
        return true;
    }

    /** A list on its way; items beyond its limit are counted and not kept. */
    class ListReader {
    public:
        ListReader(PairsReader& reader, const TypeInfo& type, void* list, const FieldRules& rules, const Trail& at)
            : reader_{reader}, type_{type}, list_{list}, rules_{rules}, each_{rules.each ? *rules.each : no_rules()}, at_{at},
              before_{reader.found_.count()} {
            type.list->clear(list);
        }

        void add(std::string_view text) {
            for (bool is_last = false; !is_last;) {
                const auto comma = rules_.split_commas ? text.find(',') : std::string_view::npos;
                add_one(text.substr(0, comma));
                is_last = comma == std::string_view::npos;
                text.remove_prefix(is_last ? 0 : comma + 1);
            }
        }
        void add(const Entry& entry) {
            append([&](void* item) { reader_.read_below(entry, *type_.inner, item, each_, Trail{at_, entry.key}); });
        }
        void finish() {
            check_count(rules_, type_, count_, at_, reader_.found_);
            if (reader_.found_.count() == before_) check_value(rules_, type_, list_, at_, reader_.found_);
        }

    private:
        void add_one(std::string_view text) {
            append([&](void* item) { reader_.read_text(text, *type_.inner, item, each_, Trail{at_, count_}); });
        }
        template <class Fill>
        void append(Fill fill) {
            if (type_.list->is_set || count_ < rules_.max_size) append_item(*type_.list, list_, count_, fill);
            ++count_;
        }

        PairsReader& reader_;
        const TypeInfo& type_;
        void* list_;
        const FieldRules& rules_;
        const FieldRules& each_;
        const Trail& at_;
        std::size_t before_;
        std::size_t count_ = 0;
    };

    /** "prices.tea=3" or, of keys that are numbers, "prices[7]=3". */
    bool read_map(const TypeInfo& type, void* out, const FieldRules& rules, const std::string& name, const Trail& at) {
        const std::vector<Entry> entries = keyed_entries(values_, name);
        if (entries.empty()) return false;
        const TypeInfo& held = without_optional(type);
        const FieldRules& each = rules.each ? *rules.each : no_rules();
        void* const map = hold(type, out);
        const std::size_t before = found_.count();
        held.map->clear(map);
        for (const Entry& entry : entries) {
            const Trail here{at, entry.key};
            if (!is_utf8(entry.key)) found_.add(here, no_rules(), "invalid", "Not a valid string.");
            else read_below(entry, *held.inner, held.map->insert(map, std::string{entry.key}), each, here);
        }
        if (found_.count() == before) check_value(rules, held, map, at, found_);
        return true;
    }

    bool read_nested(const TypeInfo& type, void* out, const std::string& name, const Trail& at) {
        const std::string prefix = name + '.';
        const NamedValues below = beginning_with(values_, prefix);
        if (below.empty()) return false;
        const TypeInfo& held = without_optional(type);
        if (depth_ == most_levels) return found_.add(at, no_rules(), "invalid", "This is nested too deeply."), true;
        void* const object = hold(type, out);
        const bool is_partial = held.kind == Kind::partial;
        within(below).read_model(held.model(), is_partial ? held.partial->value(object) : object,
                                 is_partial ? &held.partial->state(object) : nullptr, prefix, at);
        return true;
    }

    /** One item: something under its own name, or what is wrong with it. */
    void read_below(const Entry& entry, const TypeInfo& type, void* out, const FieldRules& rules, const Trail& at) {
        if (depth_ == most_levels) return found_.add(at, no_rules(), "invalid", "This is nested too deeply.");
        if (within(entry.values).read(type, out, rules, entry.name, at)) return;
        found_.add(at, no_rules(), "invalid", "There is no place for what is given here.");
    }

    [[nodiscard]] PairsReader within(NamedValues values) const noexcept {
        PairsReader inner{values, found_};
        inner.depth_ = depth_ + 1;
        return inner;
    }

    void report_unknown(const ModelInfo& model, const std::string& prefix, const Trail& at) {
        for (const NamedValue& one : beginning_with(values_, prefix)) {
            const std::string_view rest = std::string_view{one.name}.substr(prefix.size());
            if (!is_known(model, rest) && !is_computed(model, rest)) add_unknown(rest, at, found_);
        }
    }

    static bool is_known(const ModelInfo& model, std::string_view name) {
        const auto leads_to = [&](const std::string& field) {
            const std::string plain = plain_name(field);
            return !plain.empty() && name.substr(0, plain.size()) == plain &&
                   (name.size() == plain.size() || name[plain.size()] == '.' || name[plain.size()] == '[');
        };
        return std::any_of(model.fields.begin(), model.fields.end(),
                           [&](const FieldInfo& field) { return !field.hidden && (leads_to(field.name) || leads_to(field.alias)); });
    }

    static void mark_null(PartialState& partial, const ModelInfo& model, void* object) {
        partial.null = 0;
        for (std::size_t i = 0; i < model.fields.size(); ++i) {
            const FieldInfo& field = model.fields[i];
            const std::uint64_t bit = std::uint64_t{1} << i;
            const bool is_null = field.type->kind == Kind::optional && field.type->optional->get(member(object, field)) == nullptr;
            if ((partial.given & bit) != 0 && is_null) partial.null |= bit;
        }
    }

    NamedValues values_;
    Findings& found_;
    std::size_t depth_ = 0;
};

}  // namespace
}  // namespace serval::detail

namespace serval {

bool read_pairs(const std::vector<std::pair<std::string, std::string>>& pairs, const TypeInfo& type, void* out, Place place,
                std::vector<FieldError>& errors, const Request* request) {
    const bool is_partial = type.kind == Kind::partial;
    if (!is_partial && type.kind != Kind::model) throw std::logic_error{"only models are read from names and values"};
    const std::vector<detail::NamedValue> values = detail::named_values(pairs);
    detail::Findings found{errors, place, ReadOptions{}.max_errors, request};
    detail::PairsReader{values, found}.read_model(type.model(), is_partial ? type.partial->value(out) : out,
                                                         is_partial ? &type.partial->state(out) : nullptr, {}, detail::Trail{});
    return found.count() == 0;
}

}  // namespace serval
