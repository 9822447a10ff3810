#include "openapi/translation.hpp"

#include <utility>

#include "openapi/schema_3_0.hpp"

namespace serval {
namespace {

void translate_schemas(OrderedJson& owners) {
    for (OrderedJson& owner : owners) {
        if (owner.contains("schema")) owner["schema"] = detail::schema_in_3_0(std::move(owner["schema"]));
    }
}

/** @param message  A response or a request's content. */
void translate_message(OrderedJson& message) {
    if (message.contains("headers")) translate_schemas(message["headers"]);
    if (message.contains("content")) translate_schemas(message["content"]);
}

void translate_operation(OrderedJson& operation) {
    if (operation.contains("parameters")) translate_schemas(operation["parameters"]);
    if (operation.contains("requestBody")) translate_message(operation["requestBody"]);
    for (OrderedJson& response : operation["responses"]) translate_message(response);
}

void translate_path(OrderedJson& item) {
    for (auto& [method, operation] : item.items()) {
        if (method != "x-additionalOperations") translate_operation(operation);
        else translate_path(operation);
    }
}

void translate_components(OrderedJson& components) {
    if (components.contains("schemas")) {
        for (OrderedJson& schema : components["schemas"]) schema = detail::schema_in_3_0(std::move(schema));
    }
    if (!components.contains("responses")) return;
    for (OrderedJson& response : components["responses"]) translate_message(response);
}

/** There is no summary of an API: it leads the description. */
void translate_summary(OrderedJson& info) {
    if (!info.contains("summary")) return;
    std::string all = std::move(info["summary"]).get<std::string>();
    if (info.contains("description")) all += "\n\n" + info["description"].get<std::string>();
    info["description"] = std::move(all);
    info.erase("summary");
}

/** A licence is identified by its URL alone; those of SPDX have one, but not what several are combined by. */
void translate_license(OrderedJson& license) {
    const auto identifier = license.value("identifier", std::string{});
    license.erase("identifier");
    if (identifier.empty() || identifier.find(' ') != std::string::npos || license.contains("url")) return;
    license["url"] = "https://spdx.org/licenses/" + identifier + ".html";
}

void check_security_schemes(const OrderedJson& document, std::vector<std::string>& mistakes) {
    const auto schemes = OrderedJson::json_pointer{"/components/securitySchemes"};
    if (!document.contains(schemes)) return;
    for (const auto& [name, scheme] : document[schemes].items()) {
        if (scheme["type"] != "mutualTLS") continue;
        mistakes.push_back("the security scheme \"" + name + "\" is of the type mutualTLS, which OpenAPI 3.0 does not have: "
                           "set openapi.version to 3.1");
    }
}

void translate_to_3_0(OrderedJson& document, std::vector<std::string>& mistakes) {
    document["openapi"] = "3.0.3";
    check_security_schemes(document, mistakes);
    translate_summary(document["info"]);
    if (document["info"].contains("license")) translate_license(document["info"]["license"]);
    for (OrderedJson& item : document["paths"]) translate_path(item);
    if (document.contains("components")) translate_components(document["components"]);
}

/** Every method has a place: QUERY one of its own, others together. */
void give_methods_their_place(OrderedJson& item) {
    const auto extension = item.find("x-additionalOperations");
    if (extension == item.end()) return;
    OrderedJson others = std::move(*extension);
    item.erase("x-additionalOperations");
    if (others.contains("QUERY")) {
        item["query"] = std::move(others["QUERY"]);
        others.erase("QUERY");
    }
    if (!others.empty()) item["additionalOperations"] = std::move(others);
}

/** There are words for what comes one after the other: each event has its data, which is JSON of the schema, or plain text. */
void give_events_their_schema(OrderedJson& response) {
    const auto content = OrderedJson::json_pointer{"/content/text~1event-stream"};
    if (!response.contains(content)) return;
    OrderedJson& stream = response[content];
    OrderedJson data{{"type", "string"}};
    if (stream["schema"] != data) data.update({{"contentMediaType", "application/json"}, {"contentSchema", stream["schema"]}});
    const OrderedJson text{{"type", "string"}};
    OrderedJson properties{{"data", std::move(data)}, {"event", text}, {"id", text}, {"retry", {{"type", "integer"}, {"minimum", 0}}}};
    stream = {{"itemSchema", {{"type", "object"}, {"required", {"data"}}, {"properties", std::move(properties)}}}};
}

void give_events_their_schema_in(OrderedJson& item) {
    for (auto& [method, operation] : item.items()) {
        if (method == "additionalOperations") give_events_their_schema_in(operation);
        else for (OrderedJson& response : operation["responses"]) give_events_their_schema(response);
    }
}

void translate_to_3_2(OrderedJson& document) {
    document["openapi"] = "3.2.0";
    for (OrderedJson& item : document["paths"]) {
        give_methods_their_place(item);
        give_events_their_schema_in(item);
    }
}

}  // namespace

void translate(OrderedJson& document, OpenApiVersion version, std::vector<std::string>& mistakes) {
    switch (version) {
        case OpenApiVersion::v3_0: return translate_to_3_0(document, mistakes);
        case OpenApiVersion::v3_1: return;
        case OpenApiVersion::v3_2: return translate_to_3_2(document);
    }
}

}  // namespace serval
