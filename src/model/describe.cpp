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

[[noreturn]] void refuse(const ModelInfo& model, const FieldInfo& field, std::string_view why) {
    throw std::logic_error{fmt::format("model {}, field \"{}\": {}", model.type_name, field.name, why)};
}

void check_access(const ModelInfo& model, const FieldInfo& field) {
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

void check_bounds(const ModelInfo& model, const FieldInfo& field) {
    const FieldRules& rules = field.rules;
    if (rules.min_size > rules.max_size) refuse(model, field, "its least size is greater than its greatest");
    if (rules.minimum && rules.maximum && *rules.maximum < *rules.minimum) {
        refuse(model, field, "its least value is greater than its greatest");
    }
    if (rules.multiple_of && !(Number{0} < *rules.multiple_of)) {
        refuse(model, field, "it can be a multiple only of what is greater than 0");
    }
}

void check_names(const ModelInfo& model) {
    std::set<std::string_view> names;
    for (const FieldInfo& field : model.fields) {
        if (field.hidden) continue;
        const bool is_new = names.insert(field.name).second && (field.alias.empty() || names.insert(field.alias).second);
        if (!is_new) refuse(model, field, "another field has that name already");
    }
    for (const ComputedField& field : model.computed) {
        if (names.insert(field.name).second) continue;
        throw std::logic_error{fmt::format("model {}, computed field \"{}\": another field has that name already", model.type_name, field.name)};
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

void visit_models(const TypeInfo& type, std::set<const TypeInfo*>& seen) {
    if (!seen.insert(&type).second) return;
    if (type.inner != nullptr) visit_models(*type.inner, seen);
    if (type.enumeration != nullptr) type.enumeration();
    if (type.model == nullptr) return;
    for (const FieldInfo& field : type.model().fields) visit_models(*field.type, seen);
    for (const ComputedField& field : type.model().computed) visit_models(*field.type, seen);
}

}  // namespace

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

void finish_model(ModelInfo& model) {
    for (FieldInfo& field : model.fields) {
        check_access(model, field);
        check_bounds(model, field);
        if (model.lax) make_lax(field.rules, *field.type);
        settle(field);
    }
    for (ComputedField& field : model.computed) field.key = key_of(field.name);
    check_names(model);
}

const TypeInfo& prepared(const TypeInfo& type) {
    std::set<const TypeInfo*> seen;
    visit_models(type, seen);
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

void set_default(FieldInfo& field, const void* value, SharedFunction<void(void*, const Request*)> set) {
    field.set_default = std::move(set);
    field.default_json.clear();
    if (value != nullptr) write_json(field.default_json, *field.type, value);
}

}  // namespace serval::detail
