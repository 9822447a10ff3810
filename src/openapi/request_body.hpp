#pragma once

#include "openapi/operation.hpp"

namespace serval::detail {

/** The Request Body Object; an empty object when no content is read. */
[[nodiscard]] OrderedJson describe_body(const Alternatives& alternatives, Components& components);

}  // namespace serval::detail
