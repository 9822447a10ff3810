#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <serval/detail/shared_function.hpp>
#include <serval/model/choice.hpp>
#include <serval/model/number.hpp>
#include <serval/problem/problem.hpp>

namespace serval {

class Request;
struct TypeInfo;

/** A regular expression of RE2, searched for anywhere in a text, as JSON Schema's `pattern` is. Immutable, shared, thread-safe. */
class TextPattern {
public:
    /** @throws std::invalid_argument when RE2 refuses `source`, with its reason. */
    explicit TextPattern(std::string_view source);

    [[nodiscard]] bool matches(std::string_view text) const;
    [[nodiscard]] const std::string& source() const noexcept { return source_; }

private:
    struct Compiled;
    std::string source_;
    std::shared_ptr<const Compiled> compiled_;
};

/** What a value must keep to beyond its type, and what documents say of it. Which rules count depends on the value's kind. */
struct FieldRules {
    static constexpr std::size_t unlimited = static_cast<std::size_t>(-1);

    std::optional<Number> minimum;
    std::optional<Number> maximum;
    std::optional<Number> exclusive_minimum;
    std::optional<Number> exclusive_maximum;
    std::optional<Number> multiple_of;
    std::size_t min_size = 0;          // code points of a string, items of a list, properties of a map
    std::size_t max_size = unlimited;
    std::optional<TextPattern> pattern;
    bool unique_items = false;
    bool allow_blank = false;          // a string may be empty
    bool keep_blanks = false;          // a string keeps its outer white space
    bool lax = false;                  // numbers, truth values and strings stand for each other, as in forms
    bool split_commas = false;         // a list's texts in forms and queries hold several items, with commas between
    bool cast_null = false;            // "null" in forms and queries is null
    std::vector<Choice> choices;       // the only values allowed; empty: all are
    // Give what is wrong with a value that keeps all the other rules.
    std::vector<SharedFunction<std::optional<std::string>(const void*, const Request*)>> validators;
    std::shared_ptr<FieldRules> each;  // for the items of a list, the values of a map
    std::vector<std::string> faults;   // what cannot be a rule at all, such as a pattern that RE2 refuses

    std::string title;
    std::string help;
    std::string format;                // JSON Schema's `format`, where the type has none of its own
    std::vector<std::string> examples; // JSON texts
    bool deprecated = false;
    std::vector<std::pair<std::string, std::string>> messages;   // code and the text said instead of Serval's
};

/** Whether `*value`, of `type`, keeps the rules; otherwise each breach is added to `errors` under `pointer`.
    A null optional keeps every rule. @throws what a validator throws.
*/
bool check_rules(const FieldRules& rules, const TypeInfo& type, const void* value, Place place, std::string_view pointer,
                 std::vector<FieldError>& errors);

/** What is at odds in the rules themselves, a sentence each: a least value above the greatest. Of items likewise. */
[[nodiscard]] std::vector<std::string> contradictions(const FieldRules& rules);

}  // namespace serval
