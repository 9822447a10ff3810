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
        const bool is_new = names.insert(field.name).second && (field.alias.empty() || names.insert(field.alias).second);
        if (!is_new) refuse(model, field, "another field has that name already");
    }
}

void settle(FieldInfo& field) {
    const bool may_be_null = field.type->kind == Kind::optional;
    field.required = !may_be_null && !field.read_only && !field.optional && !field.set_default;
    field.key.clear();
    append_string(field.key, field.name);
    field.key += ':';
}

void visit_models(const TypeInfo& type, std::set<const TypeInfo*>& seen) {
    if (!seen.insert(&type).second) return;
    if (type.inner != nullptr) visit_models(*type.inner, seen);
    if (type.enumeration != nullptr) type.enumeration();
    if (type.model == nullptr) return;
    for (const FieldInfo& field : type.model().fields) visit_models(*field.type, seen);
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
        settle(field);
    }
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

void set_default(FieldInfo& field, const void* value, SharedFunction<void(void*)> set) {
    field.set_default = std::move(set);
    field.default_json.clear();
    if (value != nullptr) write_json(field.default_json, *field.type, value);
}

}  // namespace serval::detail
