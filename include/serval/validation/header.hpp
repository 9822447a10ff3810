#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <serval/detail/fixed_string.hpp>
#include <serval/validation/parameter_value.hpp>

namespace serval {

/** A header field of the request: `Header<"X-Tenant", std::string>`. Names compare without case.

    Absent, it is an error, unless `T` is an optional or `otherwise(…)` is among its rules. Several fields of the name fill a vector.
*/
template <FixedString Name, class T = std::string, auto... Rules>
class Header : public Extracted<T> {
    static_assert(detail::check_parameter<T, Rules...>());

public:
    using Extracted<T>::Extracted;

    [[nodiscard]] static std::optional<Header> extract(Extraction& in) {
        return detail::extract_parameter<Header, T, Rules...>(in, Argument::Source::header, Name.view());
    }
    static void describe(std::vector<Argument>& out) {
        detail::declare_parameter<T, Rules...>(out, Argument::Source::header, Name.view());
    }
};

}  // namespace serval
