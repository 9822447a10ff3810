#include "model/reading.hpp"
#include "model/text.hpp"

#include <stdexcept>

namespace serval::detail {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

class PairsReader {
public:
    PairsReader(const Pairs& pairs, std::string_view prefix, const ModelInfo& model, const Trail& at, Findings& found) noexcept
        : pairs_{pairs}, prefix_{prefix}, model_{model}, at_{at}, found_{found} {}

    void read(void* object, PartialState* partial) {
        const std::size_t before = found_.count();
        std::uint64_t seen = 0;
        for (std::size_t i = 0; i < model_.fields.size(); ++i) {
            const FieldInfo& field = model_.fields[i];
            if (!field.read_only && read_field(field, object)) seen |= std::uint64_t{1} << i;
        }
        if (model_.forbids_unknown) report_unknown();
        if (partial != nullptr) {
            partial->given = seen;
            return mark_null(*partial, object);
        }
        settle_absent(model_, seen, object, at_, found_);
        if (found_.count() == before) run_checks(model_, object, at_, found_);
    }

private:
    /** False when nothing was given for the field. */
    bool read_field(const FieldInfo& field, void* object) {
        const Trail at{at_, field.name};
        const TypeInfo& type = field.type->kind == Kind::optional ? *field.type->inner : *field.type;
        if (type.kind == Kind::list) return read_list(field, type, object, at);
        if (const std::string* const text = last_of(field)) {
            if (text->empty() && field.set_default) return false;
            read_text_field(*text, *field.type, member(object, field), field.rules, at);
            return true;
        }
        return (type.kind == Kind::model || type.kind == Kind::partial) && read_nested(field, type, object, at);
    }

    void read_text_field(const std::string& text, const TypeInfo& type, void* out, const FieldRules& rules, const Trail& at) {
        if (is_utf8(text)) return read_text_value(text, type, out, rules, at, found_);
        found_.add(at, rules, "invalid", "Not a valid string.");
    }

    bool read_list(const FieldInfo& field, const TypeInfo& type, void* object, const Trail& at) {
        const FieldRules& each = field.rules.each ? *field.rules.each : no_rules();
        void* list = nullptr;
        std::size_t count = 0;
        const std::size_t before = found_.count();
        for (const auto& [name, value] : pairs_) {
            if (!is_name_of(name, field, true)) continue;
            if (list == nullptr) list = empty_list(field, type, object);
            void* const item = count < field.rules.max_size ? type.list->append(list, count) : nullptr;
            if (item != nullptr) read_text_field(value, *type.inner, item, each, Trail{at, count});
            ++count;
        }
        if (list == nullptr) return false;
        if (count > field.rules.max_size) check_size(field.rules, type, count, at, found_);
        else if (found_.count() == before) check_value(field.rules, type, list, at, found_);
        return true;
    }

    static void* empty_list(const FieldInfo& field, const TypeInfo& type, void* object) {
        void* const list = field.type->kind == Kind::optional ? field.type->optional->emplace(member(object, field))
                                                               : member(object, field);
        type.list->clear(list);
        return list;
    }

    bool read_nested(const FieldInfo& field, const TypeInfo& type, void* object, const Trail& at) {
        const std::string prefix = std::string{prefix_} + field.name + '.';
        if (!any_below(prefix)) return false;
        void* const out = field.type->kind == Kind::optional ? field.type->optional->emplace(member(object, field))
                                                              : member(object, field);
        const bool is_partial = type.kind == Kind::partial;
        PairsReader{pairs_, prefix, type.model(), at, found_}.read(is_partial ? type.partial->value(out) : out,
                                                                  is_partial ? &type.partial->state(out) : nullptr);
        return true;
    }

    [[nodiscard]] bool any_below(std::string_view prefix) const noexcept {
        for (const auto& [name, value] : pairs_) {
            if (name.size() > prefix.size() && name.compare(0, prefix.size(), prefix) == 0) return true;
        }
        return false;
    }

    [[nodiscard]] const std::string* last_of(const FieldInfo& field) const noexcept {
        const std::string* last = nullptr;
        for (const auto& [name, value] : pairs_) {
            if (is_name_of(name, field, false)) last = &value;
        }
        return last;
    }

    [[nodiscard]] bool is_name_of(std::string_view name, const FieldInfo& field, bool is_list) const noexcept {
        if (name.substr(0, prefix_.size()) != prefix_) return false;
        name.remove_prefix(prefix_.size());
        if (is_list && name.size() > 2 && name.substr(name.size() - 2) == "[]") name.remove_suffix(2);
        return name == field.name || (!field.alias.empty() && name == field.alias);
    }

    void report_unknown() {
        for (const auto& [name, value] : pairs_) {
            if (name.compare(0, prefix_.size(), prefix_) != 0) continue;
            const std::string_view rest = std::string_view{name}.substr(prefix_.size());
            if (!is_known(name, rest)) add_unknown(rest, at_, found_);
        }
    }

    [[nodiscard]] bool is_known(std::string_view name, std::string_view rest) const noexcept {
        for (const FieldInfo& field : model_.fields) {
            if (is_name_of(name, field, true) || rest.substr(0, rest.find('.')) == field.name) return true;
        }
        return false;
    }

    void mark_null(PartialState& partial, void* object) const {
        partial.null = 0;
        for (std::size_t i = 0; i < model_.fields.size(); ++i) {
            const FieldInfo& field = model_.fields[i];
            const std::uint64_t bit = std::uint64_t{1} << i;
            const bool is_null = field.type->kind == Kind::optional && field.type->optional->get(member(object, field)) == nullptr;
            if ((partial.given & bit) != 0 && is_null) partial.null |= bit;
        }
    }

    const Pairs& pairs_;
    std::string_view prefix_;
    const ModelInfo& model_;
    const Trail& at_;
    Findings& found_;
};

}  // namespace
}  // namespace serval::detail

namespace serval {

bool read_pairs(const std::vector<std::pair<std::string, std::string>>& pairs, const TypeInfo& type, void* out, Place place,
                std::vector<FieldError>& errors) {
    const bool is_partial = type.kind == Kind::partial;
    if (!is_partial && type.kind != Kind::model) throw std::logic_error{"only models are read from names and values"};
    detail::Findings found{errors, place, ReadOptions{}.max_errors};
    const detail::Trail root;
    detail::PairsReader reader{pairs, {}, type.model(), root, found};
    reader.read(is_partial ? type.partial->value(out) : out, is_partial ? &type.partial->state(out) : nullptr);
    return found.count() == 0;
}

}  // namespace serval
