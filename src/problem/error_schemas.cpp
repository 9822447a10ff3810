#include "problem/error_schemas.hpp"

namespace serval::detail {
namespace {

using Json = nlohmann::ordered_json;

Json text() { return {{"type", "string"}}; }

Json list_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }

Json object(Json properties, Json required) {
    return {{"type", "object"}, {"properties", std::move(properties)}, {"required", std::move(required)}};
}

}  // namespace

Json problem_json_schema() {
    const Json places = {"body", "query", "path", "header", "cookie", "form"};
    Json error = object({{"in", {{"type", "string"}, {"enum", places}}},
                         {"pointer", {{"type", "string"}, {"format", "json-pointer"}}},
                         {"code", text()},
                         {"detail", text()}},
                        {"in", "pointer", "code", "detail"});
    return object({{"type", {{"type", "string"}, {"format", "uri-reference"}}},
                   {"title", text()},
                   {"status", {{"type", "integer"}, {"minimum", 400}, {"maximum", 599}}},
                   {"detail", text()},
                   {"code", text()},
                   {"errors", list_of(std::move(error))}},
                  {"type", "title", "status"});
}

Json drf_schema() {
    Json messages = list_of(text());
    Json nested = {{"type", "object"}};
    Json detail = text();
    return {{"type", "object"},
            {"properties", {{"detail", {{"anyOf", Json::array({detail, messages, nested})}}}}},
            {"additionalProperties", {{"anyOf", Json::array({detail, messages, nested})}}}};
}

Json detail_list_schema() {
    Json step = {{"type", Json::array({"string", "integer"})}};
    Json entry = object({{"loc", list_of(std::move(step))}, {"msg", text()}, {"type", text()}}, {"msg", "type"});
    return object({{"detail", list_of(std::move(entry))}}, Json::array({"detail"}));
}

}  // namespace serval::detail
