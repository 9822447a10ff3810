#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <serval/model/type_of.hpp>
#include <serval/validation/argument.hpp>
#include <serval/validation/extracted.hpp>
#include <serval/validation/extraction.hpp>
#include <serval/validation/rules.hpp>

namespace serval::detail {

template <class T>
inline constexpr bool may_be_absent = is_optional<T> || GrowingList<T> || SetOfItems<T>;
template <>
inline constexpr bool may_be_absent<std::string> = false;

template <class T, class Rule>
void take_default(T& value, const Rule& rule) {
    if constexpr (GivesDefault<Rule>) {
        if constexpr (Rule::is_text) value = std::string{rule.value.view()};
        else value = rule.value;
    }
}

/** Put the default that is among `Rules` into `value`. */
template <class T, auto... Rules>
void set_parameter_default(T& value) {
    (take_default(value, Rules), ...);
}

/** A query parameter, a header field or a cookie. */
template <class Extractor, class T, auto... Rules>
std::optional<Extractor> extract_parameter(Extraction& in, Argument::Source source, std::string_view name) {
    T value{};
    const Found found = find_parameter(in, source, name, type_of<T>(), parameter_rules<T, Rules...>(), &value);
    if (found == Found::faulty) return std::nullopt;
    if (found == Found::absent) {
        if constexpr (has_default<Rules...>) {
            set_parameter_default<T, Rules...>(value);
        } else if constexpr (!may_be_absent<T>) {
            miss_parameter(in, source, name);
            return std::nullopt;
        }
    }
    return std::optional<Extractor>{std::in_place, std::move(value)};
}

template <class T, auto... Rules>
void declare_parameter(std::vector<Argument>& out, Argument::Source source, std::string_view name) {
    ArgumentSeed seed{.source = source, .name = name, .type = &named_type<T>(), .rules = parameter_rules<T, Rules...>()};
    if constexpr (has_default<Rules...>) {
        T value{};
        set_parameter_default<T, Rules...>(value);
        seed.default_value = &value;
        declare(out, seed);
    } else {
        seed.required = !may_be_absent<T>;
        declare(out, seed);
    }
}

}  // namespace serval::detail
