#include "model/default_fault.hpp"
#include "model/json_writer.hpp"
#include "model/names.hpp"

#include <serval/model/type_of.hpp>
#include <serval/model/write.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>

namespace serval::detail {
namespace {

void refuse(ModelInfo& model, const FieldInfo& field, std::string_view why) {
    model.mistakes.push_back(fmt::format("model {}, field \"{}\": {}", model.type_name, field.name, why));
}

void check_access(ModelInfo& model, const FieldInfo& field) {
    if (field.read_only && field.write_only) refuse(model, field, "it cannot be both read-only and write-only");
    if (field.read_only && field.set_default) {
        refuse(model, field, "a read-only field is never taken from input, so its default would never be used");
    }
    if (field.hidden && (field.read_only || field.write_only || field.demanded)) {
        refuse(model, field, "a hidden field is neither taken from input nor written, and nothing more can be said of that");
    }
    if (field.demanded && (field.optional || field.set_default || field.read_only)) {
        refuse(model, field, "it must be given by .required(), so nothing can be said of its absence");
    }
    if (field.optional && field.set_default) {
        refuse(model, field, "it has both .optional() and .otherwise(): an absent field can become only one of them");
    }
}

void check_rules_of(ModelInfo& model, const FieldInfo& field) {
    const auto wrong = contradictions(field.rules);
    for (const std::string& why : wrong) refuse(model, field, why);
    if (!wrong.empty() || field.default_value == nullptr) return;
    const auto fault = default_fault(field.rules, *field.type, field.default_value.get(), field.default_json);
    if (fault.has_value()) refuse(model, field, *fault);
}

void check_names(ModelInfo& model) {
    std::set<std::string_view> names;
    for (const FieldInfo& field : model.fields) {
        if (field.hidden) continue;
        const bool is_new = names.insert(field.name).second && (field.alias.empty() || names.insert(field.alias).second);
        if (!is_new) refuse(model, field, "another field has that name already");
    }
    for (const ComputedField& field : model.computed) {
        if (names.insert(field.name).second) continue;
        model.mistakes.push_back(fmt::format("model {}, computed field \"{}\": another field has that name already", model.type_name, field.name));
    }
}

std::string key_of(const std::string& name) {
    std::string key;
    append_string(key, name);
    return key += ':';
}

void make_lax(FieldRules& rules, const TypeInfo& type) {
    switch (type.kind) {
        case Kind::optional: return make_lax(rules, *type.inner);
        case Kind::list:
        case Kind::map: return make_lax(item_rules(rules), *type.inner);
        default: rules.lax = true;
    }
}

void settle(FieldInfo& field) {
    const bool may_be_null = field.type->kind == Kind::optional;
    if (field.hidden) field.optional = !field.set_default;
    field.required = field.demanded || (!may_be_null && field.is_read() && !field.optional && !field.set_default);
    field.key = key_of(field.name);
}

/** Walks through every model that a type leads to, and gathers their mistakes. */
class ModelWalk {
public:
    void visit(const TypeInfo& type) {
        if (!seen_.insert(&type).second) return;
        if (type.inner != nullptr) visit(*type.inner);
        if (type.enumeration != nullptr) add(type.enumeration().mistakes);
        if (type.model != nullptr) visit(type.model());
    }

    std::vector<std::string> mistakes;

private:
    void visit(const ModelInfo& model) {
        if (!models_.insert(&model).second) return;
        add(model.mistakes);
        for (const FieldInfo& field : model.fields) visit(*field.type);
        for (const ComputedField& field : model.computed) visit(*field.type);
    }

    void add(const std::vector<std::string>& more) { mistakes.insert(mistakes.end(), more.begin(), more.end()); }

    std::set<const TypeInfo*> seen_;
    std::set<const ModelInfo*> models_;   // a Partial leads to the same one as its model
};

}  // namespace

std::optional<std::string> default_fault(const FieldRules& rules, const TypeInfo& type, const void* value, std::string_view json) {
    if (json == "\"\"" || json == "[]" || json == "{}") return std::nullopt;
    std::vector<FieldError> errors;
    if (serval::check_rules(rules, type, value, Place::body, "", errors)) return std::nullopt;
    return fmt::format("its default {} breaks its own rules: {}", json, errors.front().message);
}

ModelInfo make_model(std::string_view type, const char* members, const void* object, std::initializer_list<MemberSeed> seeds) {
    ModelInfo model;
    model.type_name = type;
    model.name = short_name(type);
    const std::vector<std::string_view> names = member_names(members);
    if (names.size() != seeds.size()) throw std::logic_error{fmt::format("the members of {} could not be named", type)};
    std::size_t index = 0;
    for (const MemberSeed& seed : seeds) {
        FieldInfo& field = model.fields.emplace_back();
        field.name = names[index++];
        field.offset = static_cast<std::size_t>(static_cast<const char*>(seed.address) - static_cast<const char*>(object));
        field.type = seed.type;
    }
    return model;
}

void describe_model(ModelInfo& model, void (*describe)(ModelInfo& model)) {
    try {
        describe(model);
    } catch (const std::exception& error) {
        model.mistakes.push_back(fmt::format("model {}: its describe() threw: {}", model.type_name, error.what()));
    }
}

void finish_model(ModelInfo& model) {
    for (FieldInfo& field : model.fields) {
        check_access(model, field);
        check_rules_of(model, field);
        if (model.lax) make_lax(field.rules, *field.type);
        settle(field);
    }
    for (ComputedField& field : model.computed) field.key = key_of(field.name);
    check_names(model);
}

const TypeInfo& prepared(const TypeInfo& type) {
    if (auto mistakes = model_mistakes(type); !mistakes.empty()) throw ModelError{std::move(mistakes)};
    return type;
}

std::size_t field_index(const ModelInfo& model, std::size_t offset) {
    for (std::size_t i = 0; i < model.fields.size(); ++i) {
        if (model.fields[i].offset == offset) return i;
    }
    throw std::logic_error{fmt::format("{} has no field at offset {}", model.type_name, offset)};
}

FieldInfo& field_at(ModelInfo& model, std::size_t offset) { return model.fields[field_index(model, offset)]; }

FieldRules& item_rules(FieldRules& rules) {
    if (!rules.each) rules.each = std::make_shared<FieldRules>();
    return *rules.each;
}

void add_json(std::vector<std::string>& texts, const TypeInfo& type, const void* value) {
    write_json(texts.emplace_back(), type, value);
}

void add_choice(FieldRules& rules, const TypeInfo& type, const void* value, std::string label, std::string group) {
    Choice& choice = rules.choices.emplace_back();
    write_json(choice.json, type, value);
    choice.label = std::move(label);
    choice.group = std::move(group);
}

void set_pattern(FieldRules& rules, std::string_view source) {
    try {
        rules.pattern.emplace(source);
    } catch (const std::invalid_argument& refused) {
        rules.faults.emplace_back(refused.what());
    }
}

ComputedField& add_computed(ModelInfo& model, std::string name, const TypeInfo& type) {
    ComputedField& field = model.computed.emplace_back();
    field.name = std::move(name);
    field.type = &type;
    field.rules.allow_blank = true;   // nobody checks what comes out
    return field;
}

const Request& request_at_hand(const Request* request) {
    if (request != nullptr) return *request;
    throw std::logic_error{"a model's description asks for the request, but it is read outside of one: say ReadOptions::request"};
}

void set_default(FieldInfo& field, std::shared_ptr<const void> value, SharedFunction<void(void*, const Request*)> set) {
    field.set_default = std::move(set);
    field.default_json.clear();
    if (value != nullptr) write_json(field.default_json, *field.type, value.get());
    field.default_value = std::move(value);
}

}  // namespace serval::detail

namespace serval {

ModelInfo::ModelInfo() = default;
ModelInfo::ModelInfo(ModelInfo&& other) noexcept = default;
ModelInfo::~ModelInfo() = default;

namespace {

std::string joined(const std::vector<std::string>& mistakes) {
    std::string text;
    for (const std::string& mistake : mistakes) text += (text.empty() ? "" : "; ") + mistake;
    return text;
}

/** Whether nothing is left between a lower and an upper bound. */
bool is_empty(const FieldRules& rules) {
    const auto crossed = [](const auto& lower, const auto& upper) { return lower && upper && *upper < *lower; };
    const auto met = [](const auto& lower, const auto& upper) { return lower && upper && !(*lower < *upper); };
    return crossed(rules.minimum, rules.maximum) || met(rules.exclusive_minimum, rules.maximum) ||
           met(rules.minimum, rules.exclusive_maximum) || met(rules.exclusive_minimum, rules.exclusive_maximum);
}

}  // namespace

std::vector<std::string> contradictions(const FieldRules& rules) {
    std::vector<std::string> wrong = rules.faults;
    if (rules.min_size > rules.max_size) wrong.emplace_back("its least size is greater than its greatest");
    if (is_empty(rules)) wrong.emplace_back("its least value is greater than its greatest");
    if (rules.multiple_of && !(Number{0} < *rules.multiple_of)) wrong.emplace_back("it can be a multiple only of what is greater than 0");
    if (rules.each == nullptr) return wrong;
    for (const std::string& why : contradictions(*rules.each)) wrong.push_back("of its items: " + why);
    return wrong;
}

ModelError::ModelError(std::vector<std::string> mistakes) : std::logic_error{joined(mistakes)}, mistakes_{std::move(mistakes)} {}

std::vector<std::string> model_mistakes(const TypeInfo& type) {
    detail::ModelWalk walk;
    walk.visit(type);
    return std::move(walk.mistakes);
}

}  // namespace serval
