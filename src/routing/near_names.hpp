#pragma once

#include <string_view>
#include <vector>

namespace serval::detail {

/** How many characters must be put in, taken out or changed to make one text the other. */
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

/** Those of `names` that someone who wrote `wanted` may have meant, nearest first, at most three. */
[[nodiscard]] std::vector<std::string_view> near_names(std::string_view wanted, std::vector<std::string_view> names);

}  // namespace serval::detail
