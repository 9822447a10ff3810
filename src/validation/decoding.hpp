#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <serval/http/query.hpp>

namespace serval::detail {

using Pairs = std::vector<std::pair<std::string, std::string>>;

/** The pairs of `text`, which is called `what` in messages. @throws BadRequest */
[[nodiscard]] QueryParameters decoded(std::string_view text, std::string_view what);
[[nodiscard]] Pairs pairs_of(const QueryParameters& parameters);
/** "/name", escaped as a JSON Pointer. */
[[nodiscard]] std::string pointer_to(std::string_view name);
/** Refuse content of type `given`. */
[[noreturn]] void refuse_media_type(std::string_view given, const std::vector<std::string_view>& accepted);

}  // namespace serval::detail
