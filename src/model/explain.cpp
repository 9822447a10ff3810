#include <serval/model/explain.hpp>

#include <serval/model/model_info.hpp>
#include <serval/model/schema.hpp>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <set>
#include <vector>

namespace serval {
namespace {

/** The rules as a schema says them, but for what is said otherwise. */
std::string rules_of(const OrderedJson& schema) {
    std::string text;
    for (const auto& [word, value] : schema.items()) {
        static const std::set<std::string> told{"type", "$ref", "anyOf", "items", "additionalProperties", "description", "title", "examples"};
        if (told.count(word) == 0) text += fmt::format(", {} {}", word, value.dump());
    }
    return text;
}

std::string counted(std::size_t count, std::string_view what) { return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s"); }

class Explanation {
public:
    std::string of(const TypeInfo& type) {
        meet(type);
        if (models_.empty()) return kind_of(type, FieldRules{}) + rules_of(schema_of(type, FieldRules{})) + '\n';
        for (std::size_t i = 0; i < models_.size(); ++i) add(*models_[i]);   // more of them are met on the way
        return text_;
    }

private:
    static OrderedJson schema_of(const TypeInfo& type, const FieldRules& rules) {
        SchemaContext context;
        return json_schema(type, rules, context);
    }

    void add(const ModelInfo& model) {
        text_ += model.help.empty() ? model.name : fmt::format("{}: {}", model.name, model.help);
        text_ += model.forbids_unknown ? " (unknown names are refused)\n" : "\n";
        for (const FieldInfo& field : model.fields) add(field);
        for (const ComputedField& field : model.computed) {
            text_ += fmt::format("    {}: {}, computed\n", field.name, kind_of(*field.type, field.rules));
            meet(*field.type);
        }
        if (!model.checks.empty()) text_ += fmt::format("    {} of the whole\n", counted(model.checks.size(), "check"));
    }

    void add(const FieldInfo& field) {
        text_ += fmt::format("    {}: {}{}{}\n", field.name, kind_of(*field.type, field.rules), access_of(field),
                             rules_of(schema_of(*field.type, field.rules)));
        if (!field.alias.empty()) text_.insert(text_.size() - 1, fmt::format(", alias \"{}\"", field.alias));
        if (!field.rules.validators.empty()) text_.insert(text_.size() - 1, ", " + counted(field.rules.validators.size(), "validator"));
        meet(*field.type);
    }

    static std::string access_of(const FieldInfo& field) {
        if (field.hidden) return ", hidden";
        if (field.read_only) return ", read-only";
        std::string text = field.write_only ? ", write-only" : "";
        if (field.required) return text + ", required";
        if (!field.set_default) return text + ", optional";
        return text + (field.default_json.empty() ? ", with a default" : ", default " + field.default_json);
    }

    static std::string kind_of(const TypeInfo& type, const FieldRules& rules) {
        const FieldRules each = rules.each ? *rules.each : FieldRules{};
        switch (type.kind) {
            case Kind::optional: return kind_of(*type.inner, rules) + " or null";
            case Kind::list: return fmt::format("{} of ({}{})", type.list->is_set ? "set" : "list", kind_of(*type.inner, each),
                                                rules_of(schema_of(*type.inner, each)));
            case Kind::map: return fmt::format("map of ({}{})", kind_of(*type.inner, each), rules_of(schema_of(*type.inner, each)));
            case Kind::model: return type.model().name;
            case Kind::partial: return "Partial" + type.model().name;
            case Kind::any: return "any JSON";
            default: return schema_of(type, FieldRules{}).at("type").get<std::string>();
        }
    }

    /** Every model is told of once. */
    void meet(const TypeInfo& type) {
        if (type.model != nullptr) {
            if (met_.insert(&type.model()).second) models_.push_back(&type.model());
        } else if (type.inner != nullptr) {
            meet(*type.inner);
        }
    }

    std::string text_;
    std::vector<const ModelInfo*> models_;
    std::set<const ModelInfo*> met_;
};

}  // namespace

std::string explain(const TypeInfo& type) { return Explanation{}.of(type); }

}  // namespace serval
