#pragma once

#include "openapi/operation.hpp"

namespace serval::detail {

/** Who is let in, as far as can be told before a request comes. */
struct Access {
    bool tries_credentials = false;   // wrong ones are refused
    bool needs_user = false;          // whoever is unknown is refused
    bool may_forbid = false;          // a user may be refused
    bool may_be_unavailable = false;  // what tells who asks may be out of reach
};

[[nodiscard]] Access access_of(const OperationSource& source);

/** The Security Requirement Objects of an operation, any of which will do: `{}` where nobody has to say who they are. */
[[nodiscard]] OrderedJson describe_security(const Alternatives& alternatives, Components& components);

}  // namespace serval::detail
