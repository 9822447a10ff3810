#pragma once

#include <nlohmann/json.hpp>

/** What the content of each built-in error format looks like, as JSON Schema. */
namespace serval::detail {

[[nodiscard]] nlohmann::ordered_json problem_json_schema();
[[nodiscard]] nlohmann::ordered_json drf_schema();
[[nodiscard]] nlohmann::ordered_json detail_list_schema();

}  // namespace serval::detail
