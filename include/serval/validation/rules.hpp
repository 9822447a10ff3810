#pragma once

#include <cstddef>
#include <string>
#include <type_traits>

#include <serval/detail/fixed_string.hpp>
#include <serval/model/fields.hpp>
#include <serval/model/type_of.hpp>

namespace serval {

// Rules of single parameters, as template arguments: `Query<"limit", int, range(1, 100), otherwise(20)>`.
// Models say the same of their fields in describe().

namespace detail {

template <class Bound>
struct RangeRule {
    Bound min;
    Bound max;

    template <class Builder>
    constexpr void apply(Builder& field) const {
        field.range(min, max);
    }
};

struct LengthRule {
    std::size_t min;
    std::size_t max;

    template <class Builder>
    constexpr void apply(Builder& field) const {
        field.length(min, max);
    }
};

struct ItemsRule {
    std::size_t min;
    std::size_t max;

    template <class Builder>
    constexpr void apply(Builder& field) const {
        field.items(min, max);
    }
};

template <std::size_t Size>
struct PatternRule {
    FixedString<Size> source;

    template <class Builder>
    constexpr void apply(Builder& field) const {
        field.pattern(source.view());
    }
};

template <std::size_t Size>
struct HelpRule {
    FixedString<Size> text;

    template <class Builder>
    constexpr void apply(Builder& field) const {
        field.help(std::string{text.view()});
    }
};

template <class Value>
struct DefaultRule {
    static constexpr bool is_default = true;
    static constexpr bool is_text = false;
    Value value;

    template <class Builder>
    constexpr void apply(Builder&) const {}
};

template <std::size_t Size>
struct TextDefaultRule {
    static constexpr bool is_default = true;
    static constexpr bool is_text = true;
    FixedString<Size> value;

    template <class Builder>
    constexpr void apply(Builder&) const {}
};

template <class Rule>
concept GivesDefault = requires { requires Rule::is_default; };

template <auto... Rules>
inline constexpr bool has_default = (GivesDefault<std::remove_cvref_t<decltype(Rules)>> || ...);

template <class Rule>
inline constexpr bool is_rule = false;
template <class Bound>
inline constexpr bool is_rule<RangeRule<Bound>> = true;
template <>
inline constexpr bool is_rule<LengthRule> = true;
template <>
inline constexpr bool is_rule<ItemsRule> = true;
template <std::size_t Size>
inline constexpr bool is_rule<PatternRule<Size>> = true;
template <std::size_t Size>
inline constexpr bool is_rule<HelpRule<Size>> = true;
template <GivesDefault Rule>
inline constexpr bool is_rule<Rule> = true;

/** Whether `rule`, if it is a default, is one that a `T` can be set to. */
template <class T, class Rule>
consteval bool is_default_for() {
    if constexpr (!GivesDefault<Rule>) return true;
    else if constexpr (Rule::is_text) return std::is_assignable_v<T&, std::string>;
    else return std::is_assignable_v<T&, decltype(Rule::value)>;
}

/** The door of parameters: says in one sentence what is wrong with a type or its rules; true, so that nothing else is said. */
template <class T, auto... Rules>
consteval bool check_parameter() {
    static_assert(Readable<T>, "A parameter's type is one that can be read from text and keeps it: a number, bool, std::string, enum, date, UUID, "
                               "or a std::optional or std::vector of these.");
    static_assert((is_rule<std::remove_cvref_t<decltype(Rules)>> && ...),
                  "What stands behind a parameter's type are rules, such as range(1, 100), length(1, 20) or otherwise(20).");
    static_assert((is_default_for<T, std::remove_cvref_t<decltype(Rules)>>() && ...), "otherwise(…) gives a value of the parameter's type.");
    return true;
}

/** A description of a value that stands alone, such as a parameter's. */
template <class T>
class ParameterBuilder : public RuleBuilder<ParameterBuilder<T>, typename WithoutOptional<T>::Type> {
public:
    explicit ParameterBuilder(FieldRules& rules)
        : ParameterBuilder::RuleBuilder{rules, type_of<typename WithoutOptional<T>::Type>()} {}
};

/** The rules, made once; null when there are none. */
template <class T, auto... Rules>
const FieldRules* parameter_rules() {
    if constexpr (sizeof...(Rules) == 0) {
        return nullptr;
    } else {
        static const FieldRules rules = [] {
            FieldRules made;
            ParameterBuilder<T> builder{made};
            (Rules.apply(builder), ...);
            return made;
        }();
        return &rules;
    }
}

}  // namespace detail

/** From `min` to `max`, both included. */
template <class Bound>
[[nodiscard]] consteval detail::RangeRule<Bound> range(Bound min, Bound max) {
    return {min, max};
}
/** Code points of a string, both counts included. */
[[nodiscard]] consteval detail::LengthRule length(std::size_t min, std::size_t max) { return {min, max}; }
/** Items of a vector, both counts included. */
[[nodiscard]] consteval detail::ItemsRule items(std::size_t min, std::size_t max) { return {min, max}; }
/** A regular expression in RE2's syntax, found anywhere unless anchored. */
template <std::size_t SizeWithNul>
[[nodiscard]] consteval detail::PatternRule<SizeWithNul - 1> pattern(const char (&source)[SizeWithNul]) {
    return {FixedString<SizeWithNul - 1>{source}};
}
/** A sentence for the documentation. */
template <std::size_t SizeWithNul>
[[nodiscard]] consteval detail::HelpRule<SizeWithNul - 1> help(const char (&text)[SizeWithNul]) {
    return {FixedString<SizeWithNul - 1>{text}};
}
/** What an absent value becomes. */
template <class Value>
[[nodiscard]] consteval detail::DefaultRule<Value> otherwise(Value value) {
    return {value};
}
template <std::size_t SizeWithNul>
[[nodiscard]] consteval detail::TextDefaultRule<SizeWithNul - 1> otherwise(const char (&value)[SizeWithNul]) {
    return {FixedString<SizeWithNul - 1>{value}};
}

}  // namespace serval
