#include "openapi/request_body.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include <serval/model/model_info.hpp>
#include <serval/model/type_info.hpp>

#include "openapi/put.hpp"

namespace serval::detail {
namespace {

OrderedJson content_of(const Argument& argument, Components& components) {
    OrderedJson media_type = OrderedJson::object();
    if (argument.type != nullptr) media_type["schema"] = components.schema(*argument.type, argument.rules, Direction::input);
    OrderedJson content = OrderedJson::object();
    for (const std::string& name : argument.media_types) content[name] = media_type;
    if (content.empty()) content["application/json"] = media_type;
    return content;
}

bool is_file(const Argument& argument) noexcept { return argument.source == Argument::Source::form && argument.type == nullptr; }

/** A form with files: the fields of its model, and the files, side by side. */
class FormWithFiles {
public:
    explicit FormWithFiles(Components& components) : components_{components} {}

    void add(const Argument& argument) {
        if (is_file(argument)) add_file(argument);
        else add_fields(argument.type->model());
    }

    [[nodiscard]] OrderedJson content() && {
        OrderedJson schema{{"type", "object"}, {"properties", std::move(properties_)}};
        if (!required_.empty()) schema["required"] = std::move(required_);
        return {{"multipart/form-data", {{"schema", std::move(schema)}}}};
    }

private:
    void add_file(const Argument& file) {
        OrderedJson schema{{"type", "string"}, {"format", "binary"}};
        if (file.many) schema = {{"type", "array"}, {"items", std::move(schema)}};
        if (!file.description.empty()) schema["description"] = file.description;
        add_property(file.name, std::move(schema), file.required);
    }

    void add_fields(const ModelInfo& model) {
        for (const FieldInfo& field : model.fields) {
            if (!field.is_read()) continue;
            OrderedJson schema = components_.schema(*field.type, &field.rules, Direction::input);
            if (!field.default_json.empty()) schema["default"] = OrderedJson::parse(field.default_json);
            add_property(field.name, std::move(schema), field.required);
        }
    }

    void add_property(const std::string& name, OrderedJson schema, bool is_required) {
        properties_[name] = std::move(schema);
        if (is_required) required_.push_back(name);
    }

    Components& components_;
    OrderedJson properties_ = OrderedJson::object();
    OrderedJson required_ = OrderedJson::array();
};

/** What of an operation is read from the content: a body, or the parts of a form. */
std::vector<Argument> content_arguments(const OperationSource& source) {
    std::vector<Argument> arguments;
    std::copy_if(source.arguments.begin(), source.arguments.end(), std::back_inserter(arguments), [](const Argument& argument) {
        return argument.source == Argument::Source::body || argument.source == Argument::Source::form;
    });
    return arguments;
}

OrderedJson content_of(const std::vector<Argument>& arguments, Components& components) {
    if (std::none_of(arguments.begin(), arguments.end(), is_file)) return content_of(arguments.front(), components);
    FormWithFiles form{components};
    for (const Argument& argument : arguments) form.add(argument);
    return std::move(form).content();
}

OrderedJson body_of(const OperationSource& source, Components& components) {
    const std::vector<Argument> arguments = content_arguments(source);
    OrderedJson body = OrderedJson::object();
    if (arguments.empty()) return body;
    for (const Argument& argument : arguments) {
        if (!is_file(argument)) put(body, "description", argument.description);
    }
    body["required"] = std::any_of(arguments.begin(), arguments.end(), [](const Argument& argument) { return argument.required; });
    body["content"] = content_of(arguments, components);
    return body;
}

void add_body(OrderedJson& body, const OrderedJson& other) {
    const bool are_required = body.value("required", false) && other.value("required", false);
    if (body.empty()) body = other;
    if (body.empty()) return;
    body["required"] = are_required;
    if (!other.contains("content")) return;
    for (const auto& [media_type, content] : other["content"].items()) {
        OrderedJson& known = body["content"][media_type];
        if (known.is_null()) known = content;
        if (known != content) widen(known["schema"], content["schema"]);
    }
}

}  // namespace

OrderedJson describe_body(const Alternatives& alternatives, Components& components) {
    OrderedJson body = body_of(alternatives.front(), components);
    for (auto source = alternatives.begin() + 1; source != alternatives.end(); ++source) {
        add_body(body, body_of(*source, components));
    }
    return body;
}

}  // namespace serval::detail
