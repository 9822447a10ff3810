#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <serval/model/rules.hpp>

namespace serval::detail {

/** What is wrong with a default under its own rules; `json` is its text. An empty string, list or map stands for nothing
    given, which may well be less than what is asked of those who give something.
*/
[[nodiscard]] std::optional<std::string> default_fault(const FieldRules& rules, const TypeInfo& type, const void* value,
                                                       std::string_view json);

}  // namespace serval::detail
