#include "model/choice_list.hpp"

#include "model/json_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace serval::detail {
namespace {

std::string json_of(std::string_view name) {
    std::string json;
    append_string(json, name);
    return json;
}

/** What the description of the enumeration says of a value. */
Choice as_described(const EnumInfo& enumeration, const std::string& json) {
    const auto same = [&](const Choice& each) { return each.json == json; };
    const auto at = std::find_if(enumeration.labels.begin(), enumeration.labels.end(), same);
    return at == enumeration.labels.end() ? Choice{json, {}, {}} : *at;
}

std::vector<Choice> of_enumeration(const FieldRules& rules, const EnumInfo& enumeration) {
    std::vector<Choice> choices = rules.choices;
    if (choices.empty()) {
        for (const auto& [name, value] : enumeration.names) choices.push_back({json_of(name), {}, {}});
    }
    for (Choice& choice : choices) {
        if (choice.label.empty()) choice = as_described(enumeration, choice.json);
    }
    return choices;
}

std::string_view without_quotes(std::string_view json) { return json.front() == '"' ? json.substr(1, json.size() - 2) : json; }

std::string lines_of(const std::vector<Choice>& choices, std::string_view group) {
    std::string lines;
    for (const Choice& choice : choices) {
        if (choice.group != group) continue;
        lines += fmt::format("* `{}`{}{}\n", without_quotes(choice.json), choice.label.empty() ? "" : ": ", choice.label);
    }
    return lines;
}

/** In the order in which they come up. */
std::vector<std::string_view> groups_of(const std::vector<Choice>& choices) {
    std::vector<std::string_view> groups;
    for (const Choice& choice : choices) {
        const bool is_known = choice.group.empty() || std::find(groups.begin(), groups.end(), choice.group) != groups.end();
        if (!is_known) groups.push_back(choice.group);
    }
    return groups;
}

}  // namespace

void add_label(EnumInfo& enumeration, std::int64_t value, std::string label, std::string group) {
    const auto& names = enumeration.names;
    const auto at = std::find_if(names.begin(), names.end(), [&](const auto& each) { return each.second == value; });
    if (at != names.end()) {
        enumeration.labels.push_back({json_of(at->first), std::move(label), std::move(group)});
    } else {
        enumeration.mistakes.push_back(fmt::format("the label \"{}\" is for the value {} of {}, which no enumerator from 0 to 127 has", label, value, enumeration.type));
    }
}

std::string choice_list(const FieldRules& rules, const TypeInfo& type) {
    if (type.kind == Kind::optional) return choice_list(rules, *type.inner);
    const auto choices = type.kind == Kind::enumeration ? of_enumeration(rules, type.enumeration()) : rules.choices;
    if (std::all_of(choices.begin(), choices.end(), [](const Choice& each) { return each.label.empty(); })) return {};
    std::string list = lines_of(choices, "");
    for (const std::string_view group : groups_of(choices)) {
        list += fmt::format("{}{}:\n\n{}", list.empty() ? "" : "\n", group, lines_of(choices, group));
    }
    list.pop_back();
    return list;
}

}  // namespace serval::detail
