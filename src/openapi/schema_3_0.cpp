#include "openapi/schema_3_0.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace serval::detail {
namespace {

bool is_keyword(std::string_view key) {
    constexpr std::string_view keywords[] = {
        "$ref", "additionalProperties", "allOf", "anyOf", "default", "deprecated", "description", "discriminator", "enum", "example",
        "exclusiveMaximum", "exclusiveMinimum", "externalDocs", "format", "items", "maxItems", "maxLength", "maxProperties", "maximum",
        "minItems", "minLength", "minProperties", "minimum", "multipleOf", "not", "nullable", "oneOf", "pattern", "properties", "readOnly",
        "required", "title", "type", "uniqueItems", "writeOnly", "xml"};
    return key.starts_with("x-") || std::find(std::begin(keywords), std::end(keywords), key) != std::end(keywords);
}

bool is_null_type(const OrderedJson& schema) { return schema.is_object() && schema.value("type", OrderedJson{}) == "null"; }

void translate_constant(OrderedJson& schema) {
    if (schema.contains("const")) schema["enum"] = OrderedJson::array({schema["const"]});
}

void translate_examples(OrderedJson& schema) {
    if (schema.contains("examples") && !schema["examples"].empty()) schema["example"] = schema["examples"].front();
}

void translate_encoding(OrderedJson& schema) {
    if (schema.value("contentEncoding", OrderedJson{}) == "base64") schema["format"] = "byte";
}

/** A limit that is not itself allowed becomes a flag of the other one, whichever of both is the narrower. */
template <class IsNarrower>
void translate_bound(OrderedJson& schema, const char* inclusive, const char* exclusive, IsNarrower is_narrower) {
    if (!schema.contains(exclusive)) return;
    const OrderedJson bound = schema[exclusive];
    schema[exclusive] = !schema.contains(inclusive) || !is_narrower(schema[inclusive], bound);
    if (schema[exclusive].get<bool>()) schema[inclusive] = bound;
    else schema.erase(exclusive);
}

/** Nothing but null: an enumeration of it, of a type that may be null. */
void translate_null(OrderedJson& schema) {
    schema["type"] = "string";
    schema["nullable"] = true;
    schema["enum"] = OrderedJson::array({nullptr});
}

/** `["string", "null"]` is a string that may be null, `["string", "integer"]` any of two schemas. */
void translate_types(OrderedJson& schema) {
    if (is_null_type(schema)) return translate_null(schema);
    if (!schema.contains("type") || !schema["type"].is_array()) return;
    OrderedJson types = std::move(schema["type"]);
    const auto null = std::find(types.begin(), types.end(), "null");
    const bool may_be_null = null != types.end();
    if (may_be_null) types.erase(null);
    if (types.size() == 1) {
        schema["type"] = types.front();
        if (may_be_null) schema["nullable"] = true;
        return;
    }
    schema.erase("type");
    OrderedJson any = OrderedJson::array();
    for (const OrderedJson& type : types) {
        any.push_back({{"type", type}});
        if (may_be_null) any.back()["nullable"] = true;
    }
    if (schema.contains("anyOf")) schema["allOf"].push_back({{"anyOf", std::move(any)}});
    else schema["anyOf"] = std::move(any);
}

/** `nullable` counts only beside a type. What has none refers to a model. */
void make_nullable(OrderedJson& schema) {
    if (!schema.contains("type")) schema["type"] = "object";
    schema["nullable"] = true;
    if (schema.contains("enum")) schema["enum"].push_back(nullptr);
}

/** "This or null": one of the schemas may be null; references, beside which nothing can be said, all together. */
void translate_null_branch(OrderedJson& schema, const char* key) {
    if (!schema.contains(key)) return;
    OrderedJson branches = schema[key];
    const auto null = std::find_if(branches.begin(), branches.end(), is_null_type);
    if (null == branches.end()) return;
    branches.erase(null);
    const auto typed = std::find_if(branches.begin(), branches.end(), [](const OrderedJson& branch) { return branch.contains("type"); });
    make_nullable(typed != branches.end() ? *typed : schema);
    const bool is_reference = typed == branches.end() && branches.size() == 1;
    if (is_reference) schema.erase(key);
    schema[is_reference ? "allOf" : key] = std::move(branches);
}

/** What stands beside a reference is not read. */
void translate_reference(OrderedJson& schema) {
    if (!schema.contains("$ref") || schema.size() == 1) return;
    schema["allOf"].push_back({{"$ref", std::move(schema["$ref"])}});
    schema.erase("$ref");
}

void translate_parts(OrderedJson& schema) {
    for (const char* const key : {"items", "not", "additionalProperties"}) {
        if (schema.contains(key) && !schema[key].is_boolean()) schema[key] = schema_in_3_0(std::move(schema[key]));
    }
    for (const char* const key : {"properties", "allOf", "anyOf", "oneOf"}) {
        if (!schema.contains(key)) continue;
        for (OrderedJson& part : schema[key]) part = schema_in_3_0(std::move(part));
    }
    if (schema.value("type", OrderedJson{}) == "array" && !schema.contains("items")) schema["items"] = OrderedJson::object();
}

OrderedJson without_unknown(OrderedJson schema) {
    OrderedJson known = OrderedJson::object();
    for (auto& [key, value] : schema.items()) {
        if (is_keyword(key)) known[key] = std::move(value);
    }
    return known;
}

}  // namespace

OrderedJson schema_in_3_0(OrderedJson schema) {
    if (schema.is_boolean()) return schema.get<bool>() ? OrderedJson::object() : OrderedJson{{"not", OrderedJson::object()}};
    translate_constant(schema);
    translate_examples(schema);
    translate_encoding(schema);
    translate_bound(schema, "minimum", "exclusiveMinimum", [](const OrderedJson& a, const OrderedJson& b) { return a > b; });
    translate_bound(schema, "maximum", "exclusiveMaximum", [](const OrderedJson& a, const OrderedJson& b) { return a < b; });
    translate_null_branch(schema, "anyOf");
    translate_null_branch(schema, "oneOf");
    translate_types(schema);
    schema = without_unknown(std::move(schema));
    translate_reference(schema);
    translate_parts(schema);
    return schema;
}

}  // namespace serval::detail
