#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <serval/detail/fixed_string.hpp>
#include <serval/validation/parameter_value.hpp>

namespace serval {

/** A parameter of the query: `Query<"page", int>`.

    Absent, it is an error, unless `T` is an optional (then nothing), a vector (then empty; a repeated parameter fills it),
    or `otherwise(…)` is among its rules: `Query<"limit", int, range(1, 100), otherwise(20)>`.
*/
template <FixedString Name, class T = std::string, auto... Rules>
class Query : public Extracted<T> {
    static_assert(detail::check_parameter<T, Rules...>());

public:
    using Extracted<T>::Extracted;

    [[nodiscard]] static std::optional<Query> extract(Extraction& in) {
        return detail::extract_parameter<Query, T, Rules...>(in, Argument::Source::query, Name.view());
    }
    static void describe(std::vector<Argument>& out) {
        detail::declare_parameter<T, Rules...>(out, Argument::Source::query, Name.view());
    }
};

}  // namespace serval
