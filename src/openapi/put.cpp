#include "openapi/put.hpp"

#include <algorithm>

#include <utility>

#include <nlohmann/json.hpp>

namespace serval::detail {

void put(OrderedJson& object, const char* key, OrderedJson value) {
    if (!value.empty()) object[key] = std::move(value);
}

void put(OrderedJson& object, const char* key, const std::string& text) {
    if (!text.empty()) object[key] = text;
}

void widen(OrderedJson& schema, const OrderedJson& other) {
    if (schema == other) return;
    if (!schema.contains("anyOf")) schema = {{"anyOf", OrderedJson::array({schema})}};
    OrderedJson& any = schema["anyOf"];
    if (std::find(any.begin(), any.end(), other) == any.end()) any.push_back(other);
}

}  // namespace serval::detail
