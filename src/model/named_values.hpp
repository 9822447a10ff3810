#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace serval::detail {

/** One value of a form or a query, under the name that it is looked for. */
struct NamedValue {
    std::string name;
    std::string_view value;
};

/** Values in order of their names, those of one name in the order they came in: all that begins alike stands together. */
using NamedValues = std::span<const NamedValue>;

/** One way to write a name that can be written in several: "user[name]" is "user.name", "items[0]name" is "items[0].name".
    A number in brackets and a "[]" at the end stay.
*/
[[nodiscard]] std::string plain_name(std::string_view name);

/** The values of `pairs`, which they view, as NamedValues are ordered. */
[[nodiscard]] std::vector<NamedValue> named_values(const std::vector<std::pair<std::string, std::string>>& pairs);

/** Those called `name`. */
[[nodiscard]] NamedValues called(NamedValues values, std::string_view name);
/** Those whose names begin with `prefix`. */
[[nodiscard]] NamedValues beginning_with(NamedValues values, std::string_view prefix);

}  // namespace serval::detail
