#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace serval::sql::postgres {

/** A statement as PostgreSQL takes it, with $1, $2, … for its parameters, and their names in that order; each stands there once. */
struct NumberedStatement {
    std::string sql;
    std::vector<std::string> names;
};

/** Number the parameters of `sql`, which stand in it as `:name`. What is quoted, a comment, or a cast (`::`) is left as it is.
    @throws Error for a parameter without a name, and for what stands behind the statement's end.
*/
[[nodiscard]] NumberedStatement number_parameters(std::string_view sql);

}  // namespace serval::sql::postgres
