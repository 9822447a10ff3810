#pragma once

#include <string>

#include <serval/model/json.hpp>

namespace serval::detail {

/** Sets a member of an object of the document; nothing is said of what there is none of. */
void put(OrderedJson& object, const char* key, OrderedJson value);
void put(OrderedJson& object, const char* key, const std::string& text);

/** Let `schema` hold for what `other` holds for as well. */
void widen(OrderedJson& schema, const OrderedJson& other);

}  // namespace serval::detail
