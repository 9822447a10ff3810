#include "model/choice_list.hpp"
#include "model/schema_state.hpp"

#include <serval/model/model_info.hpp>

#include <algorithm>

namespace serval::detail {
namespace {

OrderedJson to_json_value(const Number& number) { return OrderedJson::parse(number.text()); }

OrderedJson parse_all(const std::vector<std::string>& texts) {
    OrderedJson values = OrderedJson::array();
    for (const std::string& text : texts) values.push_back(OrderedJson::parse(text));
    return values;
}

void apply_sizes(OrderedJson& schema, const FieldRules& rules, const char* least, const char* most, std::size_t smallest) {
    const std::size_t min = std::max(rules.min_size, smallest);
    if (min != 0) schema[least] = min;
    if (rules.max_size != FieldRules::unlimited) schema[most] = rules.max_size;
}

void apply_text(OrderedJson& schema, const FieldRules& rules) {
    apply_sizes(schema, rules, "minLength", "maxLength", rules.allow_blank ? 0 : 1);
    if (rules.pattern) schema["pattern"] = rules.pattern->source();
    if (!rules.format.empty()) schema["format"] = rules.format;
}

void apply_numbers(OrderedJson& schema, const FieldRules& rules) {
    if (rules.minimum) schema["minimum"] = to_json_value(*rules.minimum);
    if (rules.maximum) schema["maximum"] = to_json_value(*rules.maximum);
    if (rules.exclusive_minimum) schema["exclusiveMinimum"] = to_json_value(*rules.exclusive_minimum);
    if (rules.exclusive_maximum) schema["exclusiveMaximum"] = to_json_value(*rules.exclusive_maximum);
    if (rules.multiple_of) schema["multipleOf"] = to_json_value(*rules.multiple_of);
}

void apply_choices(OrderedJson& schema, const FieldRules& rules, const TypeInfo& type) {
    OrderedJson& values = schema["enum"] = OrderedJson::array();
    for (const Choice& choice : rules.choices) values.push_back(OrderedJson::parse(choice.json));
    const bool may_be_blank = type.kind == Kind::string && rules.allow_blank;
    if (may_be_blank && std::find(values.begin(), values.end(), "") == values.end()) values.push_back("");
}

std::string description_of(const FieldRules& rules, const TypeInfo& type) {
    const std::string choices = choice_list(rules, type);
    return rules.help + (rules.help.empty() || choices.empty() ? "" : "\n\n") + choices;
}

}  // namespace

void apply_rules(OrderedJson& schema, const FieldRules& rules, const TypeInfo& type) {
    switch (type.kind) {
        case Kind::string: apply_text(schema, rules); break;
        case Kind::integer:
        case Kind::number: apply_numbers(schema, rules); break;
        case Kind::list:
            if (type.list->fixed_size == 0) apply_sizes(schema, rules, "minItems", "maxItems", 0);
            if (rules.unique_items) schema["uniqueItems"] = true;
            break;
        case Kind::map: apply_sizes(schema, rules, "minProperties", "maxProperties", 0); break;
        default: break;
    }
    if (!rules.choices.empty()) apply_choices(schema, rules, type);
}

void apply_documentation(OrderedJson& schema, const FieldRules& rules, const TypeInfo& type) {
    if (!rules.title.empty()) schema["title"] = rules.title;
    const std::string description = description_of(rules, type);
    if (!description.empty()) schema["description"] = description;
    if (!rules.examples.empty()) schema["examples"] = parse_all(rules.examples);
    if (rules.deprecated) schema["deprecated"] = true;
}

}  // namespace serval::detail
