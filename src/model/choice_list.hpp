#pragma once

#include <string>

#include <serval/model/rules.hpp>
#include <serval/model/type_info.hpp>

namespace serval::detail {

/** The values that a field may have and what people call them, as a list in Markdown: a paragraph for each group, and before them what
    is in none. Empty where no value has a label.
*/
[[nodiscard]] std::string choice_list(const FieldRules& rules, const TypeInfo& type);

}  // namespace serval::detail
