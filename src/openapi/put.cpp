#include "openapi/put.hpp"

#include <utility>

#include <nlohmann/json.hpp>

namespace serval::detail {

void put(OrderedJson& object, const char* key, OrderedJson value) {
    if (!value.empty()) object[key] = std::move(value);
}

void put(OrderedJson& object, const char* key, const std::string& text) {
    if (!text.empty()) object[key] = text;
}

}  // namespace serval::detail
