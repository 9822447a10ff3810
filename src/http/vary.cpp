#include "http/vary.hpp"

#include <algorithm>
#include <string>

#include "http/syntax.hpp"

namespace serval {
namespace {

/** Whether a list of names holds `name`, or the star that stands for all. */
bool holds(std::string_view list, std::string_view name) {
    while (!list.empty()) {
        const std::string_view item = list.substr(0, list.find(','));
        list.remove_prefix(std::min(item.size() + 1, list.size()));
        const std::string_view bare = detail::trimmed(item);
        if (bare == "*" || same_field_name(bare, name)) return true;
    }
    return false;
}

}  // namespace

void add_vary(Headers& headers, std::string_view name) {
    const auto said = headers.joined("Vary");
    if (!said.has_value() || said->empty()) return headers.set("Vary", name);
    if (!holds(*said, name)) headers.set("Vary", *said + ", " + std::string{name});
}

}  // namespace serval
