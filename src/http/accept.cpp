#include <serval/http/accept.hpp>

#include <vector>

#include <serval/http/weighted.hpp>

#include "http/syntax.hpp"

namespace serval {
namespace {

/** A media range, still in the header's text. */
struct Range {
    explicit Range(const Weighted& element) : text{element.text}, parameters{element.parameters}, weight{element.weight} {
        const auto slash = element.value.find('/');
        type = element.value.substr(0, slash);
        if (slash != std::string_view::npos) subtype = element.value.substr(slash + 1);
        else if (type == "*") subtype = "*";   // what java.net sends
    }

    [[nodiscard]] bool is_valid() const noexcept {
        return detail::is_token(type) && detail::is_token(subtype) && (type != "*" || subtype == "*");
    }

    std::string_view text;
    std::string_view type;
    std::string_view subtype;
    std::string_view parameters;
    int weight;
};

/** How closely a range describes a type; a larger one counts over a smaller one. */
enum Specificity : int { no_match = -1, any_type = 0, any_subtype = 1, with_unknown_parameter = 2, essence = 3 };

int by_parameters(const Range& range, const MediaType& offered) {
    int known = 0;
    bool unknown = false;
    detail::ParameterReader reader{range.parameters};
    while (const auto parameter = reader.next()) {
        if (detail::same_ignoring_case(parameter->name, "q")) continue;
        const auto value = offered.parameter(parameter->name);
        if (value && !detail::same_ignoring_case(*value, parameter->value)) return no_match;
        if (value) ++known;
        else unknown = true;
    }
    if (!unknown) return essence + known;
    return range.weight == 0 ? no_match : with_unknown_parameter;
}

int specificity(const Range& range, const MediaType& offered) {
    if (range.type == "*") return any_type;
    if (!detail::same_ignoring_case(range.type, offered.type())) return no_match;
    if (range.subtype == "*") return any_subtype;
    if (!detail::same_ignoring_case(range.subtype, offered.subtype())) return no_match;
    return by_parameters(range, offered);
}

/** The most specific range found so far for one offered type. */
struct Match {
    void consider(const Range& range, int its_specificity) noexcept {
        if (its_specificity <= specificity) return;
        specificity = its_specificity;
        weight = range.weight;
        text = range.text;
    }

    [[nodiscard]] bool is_better_than(const Match& other) const noexcept {
        return weight != other.weight ? weight > other.weight : weight != 0 && specificity > other.specificity;
    }

    int specificity = no_match;
    int weight = 0;
    std::string_view text;
};

}  // namespace

std::optional<Negotiated> negotiate(std::optional<std::string_view> accept, std::span<const MediaType> offered) {
    if (offered.empty()) return std::nullopt;
    if (!accept) return Negotiated{};
    if (*accept == "*/*" || *accept == offered[0].essence()) return Negotiated{0, *accept};

    std::vector<Match> matches(offered.size());
    WeightedReader reader{*accept};
    while (const auto element = reader.next()) {
        const Range range{*element};
        if (!range.is_valid()) continue;
        for (std::size_t i = 0; i < offered.size(); ++i) matches[i].consider(range, specificity(range, offered[i]));
    }

    std::size_t best = 0;
    for (std::size_t i = 1; i < matches.size(); ++i) {
        if (matches[i].is_better_than(matches[best])) best = i;
    }
    if (matches[best].weight == 0) return std::nullopt;
    return Negotiated{best, matches[best].text};
}

int quality(std::string_view accept, const MediaType& offered) {
    Match match;
    WeightedReader reader{accept};
    while (const auto element = reader.next()) {
        const Range range{*element};
        if (range.is_valid()) match.consider(range, specificity(range, offered));
    }
    return match.weight;
}

}  // namespace serval
