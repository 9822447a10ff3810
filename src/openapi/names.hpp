#pragma once

#include <string>
#include <string_view>

#include <serval/http/method.hpp>

namespace serval::detail {

/** A name for generated clients, from method and path: "getBooksById" for GET /books/{id}, "getRoot" for GET /. */
[[nodiscard]] std::string make_operation_id(const Method& method, std::string_view path_template);

/** An identifier as a line for people: "Get books by id" for "getBooksById". */
[[nodiscard]] std::string make_summary(std::string_view operation_id);

/** The heading of operations that name none: the path's first segment that tells what it is about, so neither a parameter
    nor "api" nor a version such as "v1"; empty when there is none.
*/
[[nodiscard]] std::string_view make_tag(std::string_view path_template);

/** "not_found", "Not Found" and "not-found" as "NotFound". */
[[nodiscard]] std::string pascal_case(std::string_view words);

}  // namespace serval::detail
