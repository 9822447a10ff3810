#pragma once

#include <string>

#include "openapi/document.hpp"

namespace serval {

/** `value` as YAML 1.2 in block style. Every key and every string is quoted, so that none is taken for a number, a truth value
    or a date, by readers of YAML 1.1 either; characters that YAML readers refuse or fold are escaped.
*/
[[nodiscard]] std::string to_yaml(const OrderedJson& value);

}  // namespace serval
