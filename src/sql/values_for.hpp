#pragma once

#include <string>
#include <vector>

#include <serval/sql/parameters.hpp>

namespace serval::sql::detail {

/** The value of each of a statement's names. What a database takes for NULL, a name without a value, is a mistake to us.
    @throws Error for it, and for a given value that has no name.
*/
[[nodiscard]] std::vector<const Value*> values_for(const std::vector<std::string>& names, const Parameters& parameters);

}  // namespace serval::sql::detail
