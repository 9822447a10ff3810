#include "sql/values_for.hpp"

#include <algorithm>

#include <fmt/format.h>

#include <serval/sql/errors.hpp>

namespace serval::sql::detail {

std::vector<const Value*> values_for(const std::vector<std::string>& names, const Parameters& parameters) {
    std::vector<const Value*> values;
    for (const std::string& name : names) {
        values.push_back(parameters.find(name));
        if (values.back() == nullptr) throw Error{fmt::format("there is no value for :{}", name)};
    }
    for (const Parameter& parameter : parameters.given()) {
        const bool is_named = std::find(names.begin(), names.end(), parameter.name) != names.end();
        if (!is_named) throw Error{fmt::format("the value of :{} has no place", parameter.name)};
    }
    return values;
}

}  // namespace serval::sql::detail
