#pragma once

#include <nlohmann/json.hpp>

#include <serval/model/json.hpp>

namespace serval::detail {

/** A schema of JSON Schema 2020-12 as OpenAPI 3.0 writes it (3.0.3, Schema Object): `nullable` for the type "null", `enum` for
    `const`, `exclusiveMinimum` as a truth value, one `example`, nothing beside a `$ref`. A keyword that 3.0 does not have is left out;
    the schema then holds for more than it did, never for less.
*/
[[nodiscard]] OrderedJson schema_in_3_0(OrderedJson schema);

}  // namespace serval::detail
