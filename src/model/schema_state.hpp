#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>

#include <nlohmann/json.hpp>

#include <serval/model/schema.hpp>

namespace serval {

struct SchemaContext::State {
    /** One definition: a model, whether in its input form, whether partial. */
    using Form = std::tuple<const ModelInfo*, bool, bool>;

    explicit State(std::string prefix_) : prefix{std::move(prefix_)} {}

    /** The definition's name; `is_new` tells that it has yet to be written. */
    std::string name_of(const Form& form, bool& is_new);

    /** @see SchemaContext::define */
    OrderedJson define(const std::string& name, const OrderedJson& schema);

    std::string prefix;
    OrderedJson definitions = OrderedJson::object();
    std::map<Form, std::string> names;
    std::set<std::string> others;   // names of what is no model

private:
    [[nodiscard]] bool is_taken(const std::string& name) const;
};

namespace detail {

/** Whether a model is read in another form than it is written. */
[[nodiscard]] bool has_two_forms(const ModelInfo& model);

/** What the rules say, put into the schema of a type that is no optional. */
void apply_rules(OrderedJson& schema, const FieldRules& rules, const TypeInfo& type);
/** Title, description with what the choices are called, examples. */
void apply_documentation(OrderedJson& schema, const FieldRules& rules, const TypeInfo& type);

}  // namespace detail
}  // namespace serval
