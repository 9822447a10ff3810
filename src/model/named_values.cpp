#include "model/named_values.hpp"

#include <algorithm>

namespace serval::detail {
namespace {

bool is_kept(std::string_view inside, bool is_last) noexcept {
    if (inside.empty()) return is_last;
    return inside.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::string plain_name(std::string_view name) {
    std::string plain;
    while (!name.empty()) {
        const auto open = name.find('[');
        const auto close = open == std::string_view::npos ? open : name.find(']', open);
        if (close == std::string_view::npos) break;
        const std::string_view inside = name.substr(open + 1, close - open - 1);
        plain.append(name.substr(0, open));
        name.remove_prefix(close + 1);
        if (is_kept(inside, name.empty())) plain.append("[").append(inside).append("]");
        else plain.append(".").append(inside);
        if (!name.empty() && name.front() != '.' && name.front() != '[') plain += '.';
    }
    return plain.append(name);
}

std::vector<NamedValue> named_values(const std::vector<std::pair<std::string, std::string>>& pairs) {
    std::vector<NamedValue> values;
    values.reserve(pairs.size());
    for (const auto& [name, value] : pairs) values.push_back({plain_name(name), value});
    std::stable_sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return values;
}

NamedValues called(NamedValues values, std::string_view name) {
    const auto begin = std::partition_point(values.begin(), values.end(), [&](const NamedValue& one) { return one.name < name; });
    const auto end = std::partition_point(begin, values.end(), [&](const NamedValue& one) { return one.name == name; });
    return {begin, end};
}

NamedValues beginning_with(NamedValues values, std::string_view prefix) {
    const auto begin = std::partition_point(values.begin(), values.end(), [&](const NamedValue& one) { return one.name < prefix; });
    const auto end =
        std::partition_point(begin, values.end(), [&](const NamedValue& one) { return one.name.compare(0, prefix.size(), prefix) == 0; });
    return {begin, end};
}

}  // namespace serval::detail
