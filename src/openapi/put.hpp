#pragma once

#include <string>

#include <serval/model/json.hpp>

namespace serval::detail {

/** Sets a member of an object of the document; nothing is said of what there is none of. */
void put(OrderedJson& object, const char* key, OrderedJson value);
void put(OrderedJson& object, const char* key, const std::string& text);

}  // namespace serval::detail
