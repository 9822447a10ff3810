#include "openapi/parameters.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include <serval/http/headers.hpp>
#include <serval/model/model_info.hpp>
#include <serval/model/type_info.hpp>

#include "openapi/put.hpp"
#include "pipeline/endpoint_facts.hpp"

namespace serval::detail {
namespace {

std::string_view place_of(Argument::Source source) noexcept {
    switch (source) {
        case Argument::Source::path: return "path";
        case Argument::Source::query: return "query";
        case Argument::Source::header: return "header";
        case Argument::Source::cookie: return "cookie";
        default: return {};
    }
}

/** Header fields that OpenAPI describes by other means (Parameter Object, `name`). */
bool is_described_elsewhere(const Argument& argument) noexcept {
    if (argument.source != Argument::Source::header) return false;
    return same_field_name(argument.name, "Accept") || same_field_name(argument.name, "Content-Type") ||
           same_field_name(argument.name, "Authorization");
}

OrderedJson schema_of_text(const Converter& converter) {
    switch (converter.kind) {
        case Converter::Kind::integer: return {{"type", "integer"}};
        case Converter::Kind::uuid: return {{"type", "string"}, {"format", "uuid"}};
        case Converter::Kind::slug: return {{"type", "string"}, {"pattern", "^[A-Za-z0-9_-]+$"}};
        case Converter::Kind::regex: return {{"type", "string"}, {"pattern", "^(?:" + converter.expression + ")$"}};
        default: return {{"type", "string"}};
    }
}

/** A parameter, put together. What its schema says to readers stands outside of it, where they look. */
OrderedJson parameter(const Argument& argument, OrderedJson schema) {
    OrderedJson described{{"name", argument.name}, {"in", place_of(argument.source)}};
    if (argument.required || argument.source == Argument::Source::path) described["required"] = true;
    if (!argument.description.empty()) schema["description"] = argument.description;
    if (!argument.default_json.empty()) schema["default"] = OrderedJson::parse(argument.default_json);
    for (const char* const key : {"description", "deprecated"}) {
        if (!schema.contains(key)) continue;
        described[key] = schema[key];
        schema.erase(key);
    }
    described["schema"] = std::move(schema);
    return described;
}

class ParameterList {
public:
    ParameterList(const OperationSource& source, Components& components) : source_{source}, components_{components} {}

    OrderedJson gather() {
        for (const serval::Parameter& parameter : source_.pattern.parameters()) add_path(parameter);
        for (const Argument& argument : source_.arguments) {
            if (argument.source == Argument::Source::path || place_of(argument.source).empty()) continue;
            if (argument.many) add_fields(argument);
            else add(argument);
        }
        if (const auto idempotency = idempotency_of(source_.endpoint)) add_idempotency_key(idempotency->is_required);
        return std::move(all_);
    }

private:
    /** A parameter of the pattern need not be an argument of the handler: that of a group is for those who care. */
    void add_path(const serval::Parameter& in_pattern) {
        for (const Argument& argument : source_.arguments) {
            if (argument.source == Argument::Source::path && argument.name == in_pattern.name) return add(argument);
        }
        const Argument argument{.source = Argument::Source::path, .name = in_pattern.name};
        all_.push_back(parameter(argument, schema_of_text(in_pattern.converter)));
    }

    void add(const Argument& argument) {
        if (is_described_elsewhere(argument) || !seen_.emplace(place_of(argument.source), argument.name).second) return;
        all_.push_back(parameter(argument, schema_of(argument)));
    }

    void add_idempotency_key(bool is_required) {
        add({.source = Argument::Source::header,
             .name = "Idempotency-Key",
             .required = is_required,
             .description = "Names the request, so that it runs once however often it is sent; each request has a new one, such as a UUID."});
    }

    void add_fields(const Argument& model) {
        for (const FieldInfo& field : model.type->model().fields) {
            if (!field.is_read()) continue;
            add({.source = model.source,
                 .name = field.name,
                 .type = field.type,
                 .rules = &field.rules,
                 .required = field.required,
                 .default_json = field.default_json});
        }
    }

    /** A parameter is there or not: it is never null. */
    OrderedJson schema_of(const Argument& argument) {
        const TypeInfo* type = argument.type;
        if (type == nullptr) return {{"type", "string"}};
        if (type->kind == Kind::optional) type = type->inner;
        return components_.schema(*type, argument.rules, Direction::input);
    }

    const OperationSource& source_;
    Components& components_;
    std::set<std::pair<std::string_view, std::string>> seen_;
    OrderedJson all_ = OrderedJson::array();
};

OrderedJson* find_parameter(OrderedJson& all, const OrderedJson& wanted) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const OrderedJson& parameter) {
        return parameter["name"] == wanted["name"] && parameter["in"] == wanted["in"];
    });
    return found != all.end() ? &*found : nullptr;
}

void make_optional(OrderedJson& parameter) {
    if (parameter["in"] != "path") parameter.erase("required");
}

/** Add what an alternative takes to what others take; the first `in_path` of both are the path's, whatever they are called. */
void add_parameters(OrderedJson& all, OrderedJson others, std::size_t in_path) {
    for (OrderedJson& parameter : all) {
        if (find_parameter(others, parameter) == nullptr) make_optional(parameter);
    }
    for (std::size_t i = 0; i < others.size(); ++i) {
        OrderedJson* const known = i < in_path ? &all[i] : find_parameter(all, others[i]);
        if (known == nullptr) {
            make_optional(others[i]);
            all.push_back(std::move(others[i]));
            continue;
        }
        if (!others[i].contains("required")) make_optional(*known);
        widen((*known)["schema"], others[i]["schema"]);
    }
}

}  // namespace

OrderedJson describe_parameters(const Alternatives& alternatives, Components& components) {
    const OperationSource& first = alternatives.front();
    OrderedJson all = ParameterList{first, components}.gather();
    for (auto source = alternatives.begin() + 1; source != alternatives.end(); ++source) {
        add_parameters(all, ParameterList{*source, components}.gather(), first.pattern.parameters().size());
    }
    return all;
}

}  // namespace serval::detail
