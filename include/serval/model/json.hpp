#pragma once

#include <nlohmann/json_fwd.hpp>

namespace serval {

/** A JSON value of any shape; include <nlohmann/json.hpp> where one is made or looked into. */
using Json = nlohmann::json;

/** The same with members in the order in which they were added, as people read documents. */
using OrderedJson = nlohmann::ordered_json;

}  // namespace serval
