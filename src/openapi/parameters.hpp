#pragma once

#include "openapi/operation.hpp"

namespace serval::detail {

/** The Parameter Objects of an operation: those of the path, by the names of the first alternative, then the others in the
    order of the handlers' arguments. Required is what every alternative asks for.
*/
[[nodiscard]] OrderedJson describe_parameters(const Alternatives& alternatives, Components& components);

}  // namespace serval::detail
