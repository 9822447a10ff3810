#include "openapi/components.hpp"

#include <utility>

#include "openapi/names.hpp"
#include "openapi/put.hpp"

namespace serval::detail {
namespace {

/** Keep `part` under `name`, or `name2`, `name3`, … where another stands; gives the name that it came to. */
std::string keep(OrderedJson& parts, const std::string& name, OrderedJson part) {
    std::string free = name;
    for (int number = 2; parts.contains(free) && parts[free] != part; ++number) free = name + std::to_string(number);
    parts[free] = std::move(part);
    return free;
}

}  // namespace

OrderedJson Components::schema(const TypeInfo& type, const FieldRules* rules, Direction direction) {
    schemas_.direction = direction;
    return rules != nullptr ? json_schema(type, *rules, schemas_) : json_schema(type, schemas_);
}

OrderedJson Components::problem(const ErrorFormat& format) {
    const OrderedJson schema = format.schema();
    if (!schema.is_object()) return OrderedJson::object();
    return schemas_.define("Problem", schema);
}

OrderedJson Components::response(std::string_view name, OrderedJson response) {
    return {{"$ref", "#/components/responses/" + keep(responses_, pascal_case(name), std::move(response))}};
}

std::string Components::security_scheme(const SecurityScheme& scheme) {
    OrderedJson described{{"type", scheme.type}};
    put(described, "scheme", scheme.scheme);
    put(described, "bearerFormat", scheme.bearer_format);
    put(described, "in", scheme.place);
    put(described, "name", scheme.parameter);
    put(described, "description", scheme.description);
    return keep(security_schemes_, scheme.name, std::move(described));
}

OrderedJson Components::document() const {
    OrderedJson components = OrderedJson::object();
    if (!schemas_.definitions().empty()) components["schemas"] = schemas_.definitions();
    if (!responses_.empty()) components["responses"] = responses_;
    if (!security_schemes_.empty()) components["securitySchemes"] = security_schemes_;
    return components;
}

}  // namespace serval::detail
