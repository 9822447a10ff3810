#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <serval/detail/fixed_string.hpp>
#include <serval/validation/parameter_value.hpp>

namespace serval {

/** A cookie of the request: `Cookie<"theme", std::string>`. Names compare with case.

    Absent, it is an error, unless `T` is an optional or `otherwise(…)` is among its rules.
*/
template <FixedString Name, class T = std::string, auto... Rules>
class Cookie : public Extracted<T> {
    static_assert(detail::check_parameter<T, Rules...>());

public:
    using Extracted<T>::Extracted;

    [[nodiscard]] static std::optional<Cookie> extract(Extraction& in) {
        return detail::extract_parameter<Cookie, T, Rules...>(in, Argument::Source::cookie, Name.view());
    }
    static void describe(std::vector<Argument>& out) {
        detail::declare_parameter<T, Rules...>(out, Argument::Source::cookie, Name.view());
    }
};

}  // namespace serval
