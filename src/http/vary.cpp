#include "http/vary.hpp"

#include <algorithm>
#include <string>

#include "http/syntax.hpp"

namespace serval {
namespace {

/** Whether a list of names holds `name`, or the star that stands for all. */
bool holds(std::string_view list, std::string_view name) {
    const auto names = detail::list_elements(list);
    return std::any_of(names.begin(), names.end(), [&](std::string_view each) { return each == "*" || same_field_name(each, name); });
}

}  // namespace

void add_vary(Headers& headers, std::string_view name) {
    const auto said = headers.joined("Vary");
    if (!said.has_value() || said->empty()) return headers.set("Vary", name);
    if (!holds(*said, name)) headers.set("Vary", *said + ", " + std::string{name});
}

}  // namespace serval
