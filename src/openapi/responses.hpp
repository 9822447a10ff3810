#pragma once

#include "openapi/operation.hpp"

namespace serval::detail {

/** The Responses Object: what the handler's result stands for, what was added by hand, what the stages before it answer. */
[[nodiscard]] OrderedJson describe_responses(const Alternatives& alternatives, Components& components);

}  // namespace serval::detail
