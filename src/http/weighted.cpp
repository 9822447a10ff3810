#include <serval/http/weighted.hpp>

#include <algorithm>

#include "http/syntax.hpp"

namespace serval {
namespace {

constexpr int whole = 1000;

/** A weight in thousandths, more digits rounded up so that a little never becomes nothing. */
int weight(std::string_view text) noexcept {
    int result = 0;
    if (!text.starts_with('.')) {
        if (text.empty() || (text[0] != '0' && text[0] != '1')) return whole;
        result = text[0] == '1' ? whole : 0;
        text.remove_prefix(1);
    }
    if (text.empty()) return result;
    if (!detail::skip(text, '.') || !std::all_of(text.begin(), text.end(), detail::is_digit)) return whole;
    for (int unit = 100; unit != 0 && !text.empty(); unit /= 10, text.remove_prefix(1)) result += unit * (text[0] - '0');
    if (text.find_first_not_of('0') != std::string_view::npos) ++result;
    return std::min(result, whole);
}

int weight_in(std::string_view parameters) {
    detail::ParameterReader reader{parameters};
    while (const auto parameter = reader.next()) {
        if (parameter->name == "q" || parameter->name == "Q") return weight(parameter->value);
    }
    return whole;
}

}  // namespace

std::optional<Weighted> WeightedReader::next() {
    while (!rest_.empty()) {
        const std::string_view text = detail::trimmed(detail::read_element(rest_, ','));
        if (text.empty()) continue;
        const auto end = std::min(text.find(';'), text.size());
        return Weighted{text, detail::trimmed(text.substr(0, end)), text.substr(end), weight_in(text.substr(end))};
    }
    return std::nullopt;
}

std::optional<int> weight_of(std::string_view value, std::string_view list) {
    std::optional<int> any;
    WeightedReader reader{list};
    while (const auto element = reader.next()) {
        if (detail::same_ignoring_case(element->value, value)) return element->weight;
        if (element->value == "*" && !any) any = element->weight;
    }
    return any;
}

std::optional<std::size_t> negotiate_name(std::string_view list, std::span<const std::string_view> offered) {
    std::optional<std::size_t> best;
    int best_weight = 0;
    for (std::size_t i = 0; i < offered.size(); ++i) {
        const int its_weight = weight_of(offered[i], list).value_or(0);
        if (its_weight <= best_weight) continue;
        best = i;
        best_weight = its_weight;
    }
    return best;
}

}  // namespace serval
