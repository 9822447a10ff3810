#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <serval/detail/fixed_string.hpp>
#include <serval/model/type_of.hpp>
#include <serval/validation/argument.hpp>
#include <serval/validation/extracted.hpp>
#include <serval/validation/extraction.hpp>
#include <serval/validation/rules.hpp>

namespace serval {

/** The value of `{name}` in the route's pattern: `Path<"id", int>`.

    Text that is no `T` means that the route did not match: 404. One that breaks a rule is a wrong value: 400.
*/
template <FixedString Name, class T = std::string, auto... Rules>
class Path : public Extracted<T> {
    static_assert(detail::check_parameter<T, Rules...>());
    static_assert(!detail::has_default<Rules...>, "A Path argument has no default: where it is absent the route does not match.");

public:
    static constexpr std::string_view path_name = Name.view();

    using Extracted<T>::Extracted;

    [[nodiscard]] static std::optional<Path> extract(Extraction& in) {
        std::optional<Path> path{std::in_place};
        if (!detail::extract_path(in, path_name, type_of<T>(), detail::parameter_rules<T, Rules...>(), &path->value_)) path.reset();
        return path;
    }

    static void describe(std::vector<Argument>& out) {
        detail::declare(out, {.source = Argument::Source::path,
                              .name = path_name,
                              .type = &named_type<T>(),
                              .rules = detail::parameter_rules<T, Rules...>(),
                              .required = true});
    }
};

}  // namespace serval
