#pragma once

#include "openapi/operation.hpp"

namespace serval::detail {

/** The Parameter Objects of an operation: those of the path, then the others in the order of the handler's arguments. */
[[nodiscard]] OrderedJson describe_parameters(const OperationSource& source, Components& components);

/** The Request Body Object; an empty object when no content is read. */
[[nodiscard]] OrderedJson describe_body(const OperationSource& source, Components& components);

}  // namespace serval::detail
