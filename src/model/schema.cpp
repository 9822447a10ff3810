#include <serval/model/schema.hpp>

#include "model/findings.hpp"
#include "model/integer.hpp"
#include "model/names.hpp"
#include "model/schema_state.hpp"

#include <serval/model/model_info.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace serval {

class SchemaBuilder {
public:
    explicit SchemaBuilder(SchemaContext& context) : state_{*context.state_}, direction_{context.direction} {}

    OrderedJson value(const TypeInfo& type, const FieldRules& rules) {
        const bool may_be_null = type.kind == Kind::optional;
        OrderedJson schema = may_be_null ? value(*type.inner, rules) : of_kind(type, rules);
        if (may_be_null) add_null(schema);
        else detail::apply_rules(schema, rules, type);
        detail::apply_documentation(schema, rules, type);
        return schema;
    }

private:
    OrderedJson of_kind(const TypeInfo& type, const FieldRules& rules) {
        switch (type.kind) {
            case Kind::boolean: return {{"type", "boolean"}};
            case Kind::integer: return integer(type);
            case Kind::number: return {{"type", "number"}, {"format", type.size == sizeof(float) ? "float" : "double"}};
            case Kind::enumeration: return enumeration(type);
            case Kind::text: return text(*type.text);
            case Kind::list: return list(type, rules);
            case Kind::map: return {{"type", "object"}, {"additionalProperties", value(*type.inner, each(rules))}};
            case Kind::model:
            case Kind::partial: return reference(type.model(), type.kind == Kind::partial);
            case Kind::any:
            case Kind::optional: return OrderedJson::object();
            case Kind::string:
            case Kind::view: break;
        }
        return {{"type", "string"}};
    }

    static const FieldRules& each(const FieldRules& rules) { return rules.each ? *rules.each : detail::no_rules(); }

    static OrderedJson integer(const TypeInfo& type) {
        OrderedJson schema{{"type", "integer"}};
        if (type.is_signed && type.size >= 4) {
            schema["format"] = type.size == 4 ? "int32" : "int64";
            return schema;
        }
        schema["minimum"] = OrderedJson::parse(detail::least(type).text());
        if (type.size < 8) schema["maximum"] = OrderedJson::parse(detail::greatest(type).text());
        return schema;
    }

    static OrderedJson enumeration(const TypeInfo& type) {
        OrderedJson names = OrderedJson::array();
        for (const auto& [name, value] : type.enumeration().names) names.push_back(name);
        return {{"type", "string"}, {"enum", std::move(names)}};
    }

    static OrderedJson text(const TextOps& form) {
        OrderedJson schema{{"type", "string"}};
        if (!form.format_name.empty()) schema["format"] = form.format_name;
        if (!form.pattern.empty()) schema["pattern"] = form.pattern;
        if (!form.content_encoding.empty()) schema["contentEncoding"] = form.content_encoding;
        if (!form.example.empty()) schema["examples"] = OrderedJson::array({form.example});
        return schema;
    }

    OrderedJson list(const TypeInfo& type, const FieldRules& rules) {
        OrderedJson schema{{"type", "array"}, {"items", value(*type.inner, each(rules))}};
        if (type.list->is_set) schema["uniqueItems"] = true;
        if (type.list->fixed_size != 0) schema["minItems"] = schema["maxItems"] = type.list->fixed_size;
        return schema;
    }

    static void add_null(OrderedJson& schema) {
        if (schema.contains("$ref")) {
            schema = {{"anyOf", OrderedJson::array({schema, {{"type", "null"}}})}};
        } else if (schema.contains("type") && schema["type"].is_string()) {
            schema["type"] = OrderedJson::array({schema["type"], "null"});
        }
        if (schema.contains("enum")) schema["enum"].push_back(nullptr);
    }

    OrderedJson reference(const ModelInfo& model, bool is_partial) {
        const bool is_input = direction_ == Direction::input && detail::has_two_forms(model);
        bool is_new = false;
        const std::string name = state_.name_of({&model, is_input, is_partial}, is_new);
        if (is_new) {
            OrderedJson definition = object(model, is_partial);
            state_.definitions[name] = std::move(definition);
        }
        return {{"$ref", state_.prefix + name}};
    }

    OrderedJson object(const ModelInfo& model, bool is_partial) {
        OrderedJson schema{{"type", "object"}, {"properties", OrderedJson::object()}};
        OrderedJson required = OrderedJson::array();
        const bool all_are_written = direction_ == Direction::output && detail::has_two_forms(model);
        for (const FieldInfo& field : model.fields) {
            if (direction_ == Direction::input ? !field.is_read() : !field.is_written()) continue;
            schema["properties"][field.name] = property(field, is_partial);
            if (!is_partial && (field.required || all_are_written)) required.push_back(field.name);
        }
        if (direction_ == Direction::output && !is_partial) add_computed(model, schema, required);
        if (!required.empty()) schema["required"] = std::move(required);
        if (model.forbids_unknown) schema["additionalProperties"] = false;
        if (!model.title.empty()) schema["title"] = model.title;
        if (!model.help.empty()) schema["description"] = model.help;
        return schema;
    }

    void add_computed(const ModelInfo& model, OrderedJson& schema, OrderedJson& required) {
        for (const ComputedField& field : model.computed) {
            schema["properties"][field.name] = value(*field.type, field.rules);
            schema["properties"][field.name]["readOnly"] = true;
            required.push_back(field.name);
        }
    }

    OrderedJson property(const FieldInfo& field, bool is_partial) {
        OrderedJson schema = value(*field.type, field.rules);
        if (field.read_only) schema["readOnly"] = true;
        if (field.write_only) schema["writeOnly"] = true;
        if (!is_partial && !field.default_json.empty()) schema["default"] = OrderedJson::parse(field.default_json);
        return schema;
    }

    SchemaContext::State& state_;
    Direction direction_;
};

namespace {

bool differs(const ModelInfo& model, std::set<const ModelInfo*>& seen);

bool differs(const TypeInfo& type, std::set<const ModelInfo*>& seen) {
    if (type.model == nullptr) return type.inner != nullptr && differs(*type.inner, seen);
    return seen.insert(&type.model()).second && differs(type.model(), seen);
}

bool differs(const ModelInfo& model, std::set<const ModelInfo*>& seen) {
    if (!model.computed.empty()) return true;
    return std::any_of(model.fields.begin(), model.fields.end(), [&](const FieldInfo& field) {
        return field.read_only || field.write_only || differs(*field.type, seen);
    });
}

}  // namespace

bool detail::has_two_forms(const ModelInfo& model) {
    std::set<const ModelInfo*> seen{&model};
    return differs(model, seen);
}

std::string SchemaContext::State::name_of(const Form& form, bool& is_new) {
    const auto [at, is_added] = names.try_emplace(form);
    is_new = is_added;
    if (!is_new) return at->second;
    const auto& [model, is_input, is_partial] = form;
    const auto decorated = [&, partial = is_partial, input = is_input](const std::string& name) {
        return (partial ? "Partial" : "") + name + (input ? "Input" : "");
    };
    const std::string qualified = decorated(detail::qualified_name(model->type_name));
    std::string name = decorated(detail::qualified_name(model->name));
    if (is_taken(name)) name = qualified;
    for (int number = 2; is_taken(name); ++number) name = fmt::format("{}{}", qualified, number);
    return at->second = name;
}

OrderedJson SchemaContext::State::define(const std::string& name, const OrderedJson& schema) {
    std::string free = name;
    for (int number = 2; is_taken(free); ++number) {
        if (others.count(free) != 0 && definitions[free] == schema) return {{"$ref", prefix + free}};
        free = fmt::format("{}{}", name, number);
    }
    others.insert(free);
    definitions[free] = schema;
    return {{"$ref", prefix + free}};
}

bool SchemaContext::State::is_taken(const std::string& name) const {
    if (others.count(name) != 0) return true;
    for (const auto& [form, known] : names) {
        if (known == name) return true;
    }
    return false;
}

SchemaContext::SchemaContext(std::string prefix) : state_{std::make_unique<State>(std::move(prefix))} {}
SchemaContext::~SchemaContext() = default;
SchemaContext::SchemaContext(SchemaContext&&) noexcept = default;
SchemaContext& SchemaContext::operator=(SchemaContext&&) noexcept = default;

OrderedJson SchemaContext::define(const std::string& name, const OrderedJson& schema) { return state_->define(name, schema); }

const OrderedJson& SchemaContext::definitions() const noexcept { return state_->definitions; }

OrderedJson json_schema(const TypeInfo& type, SchemaContext& context) { return json_schema(type, detail::no_rules(), context); }

OrderedJson json_schema(const TypeInfo& type, const FieldRules& rules, SchemaContext& context) {
    return SchemaBuilder{context}.value(type, rules);
}

}  // namespace serval
