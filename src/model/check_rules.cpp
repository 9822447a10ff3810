#include "model/findings.hpp"
#include "model/integer.hpp"
#include "model/text.hpp"

#include <serval/model/json.hpp>
#include <serval/model/write.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

namespace serval::detail {
namespace {

class RuleCheck {
public:
    RuleCheck(const FieldRules& rules, const TypeInfo& type, const Trail& at, Findings& found) noexcept
        : rules_{rules}, type_{type}, at_{at}, found_{found} {}

    void run(const void* value) {
        const std::size_t before = found_.count();
        switch (type_.kind) {
            case Kind::string: check_text(*static_cast<const std::string*>(value)); break;
            case Kind::integer: check_number(load_integer(type_, value)); break;
            case Kind::number: check_number(load_real(value)); break;
            case Kind::list: check_list(value); break;
            case Kind::map: check_size(type_.map->size(value), "elements"); break;
            default: break;
        }
        if (!rules_.choices.empty()) check_choices(value);
        if (found_.count() != before) return;
        for (const auto& validator : rules_.validators) {
            if (const std::optional<std::string> wrong = validator(value, found_.request())) fail("invalid", *wrong);
        }
    }

    void check_size(std::size_t size, std::string_view unit) {
        if (size < rules_.min_size) fail_limit("min_length", "at least", rules_.min_size, unit);
        if (size > rules_.max_size) fail_limit("max_length", "no more than", rules_.max_size, unit);
    }

private:
    [[nodiscard]] Number load_real(const void* value) const noexcept {
        if (type_.size == sizeof(float)) return static_cast<double>(*static_cast<const float*>(value));
        return *static_cast<const double*>(value);
    }

    void check_text(const std::string& text) {
        // A code point has one to four octets: mostly they need not be counted.
        const bool fits_anyhow = text.size() <= rules_.max_size && (text.size() + 3) / 4 >= rules_.min_size;
        if (!fits_anyhow) check_size(count_code_points(text), "characters");
        if (rules_.pattern && !rules_.pattern->matches(text)) {
            fail("invalid", "This value does not match the required pattern.");
        }
    }

    void check_number(const Number& value) {
        if (rules_.minimum && value < *rules_.minimum) add_below(rules_, *rules_.minimum, at_, found_);
        if (rules_.maximum && *rules_.maximum < value) add_above(rules_, *rules_.maximum, at_, found_);
        if (rules_.exclusive_minimum && !(*rules_.exclusive_minimum < value)) {
            fail_bound("exclusive_min_value", "greater than", *rules_.exclusive_minimum);
        }
        if (rules_.exclusive_maximum && !(value < *rules_.exclusive_maximum)) {
            fail_bound("exclusive_max_value", "less than", *rules_.exclusive_maximum);
        }
        if (rules_.multiple_of && !value.is_multiple_of(*rules_.multiple_of)) {
            fail_bound("multiple_of", "a multiple of", *rules_.multiple_of);
        }
    }

    void check_list(const void* list) {
        check_size(type_.list->size(list), "elements");
        if (rules_.unique_items && !is_unique(list)) fail("unique", "Ensure this field has no repeated elements.");
    }

    [[nodiscard]] bool is_unique(const void* list) const {
        std::unordered_set<std::string> seen;
        bool is_unique = true;
        each_item(*type_.list, list, [&](const void* item) {
            if (is_unique) is_unique = seen.insert(json_of(*type_.inner, item)).second;
        });
        return is_unique;
    }

    void check_choices(const void* value) {
        const std::string text = json_of(type_, value);
        if (text == R"("")") return;   // where a blank is allowed, it stands for no choice
        if (std::any_of(rules_.choices.begin(), rules_.choices.end(), [&](const Choice& each) { return each.json == text; })) return;
        const std::string_view quote = text.front() == '"' ? "" : "\"";
        fail("invalid_choice", fmt::format("{0}{1}{0} is not a valid choice.", quote, abridged(text)));
    }

    static std::string json_of(const TypeInfo& type, const void* value) {
        std::string text;
        write_json(text, type, value);
        return text;
    }

    void fail(std::string_view code, std::string_view message) { found_.add(at_, rules_, code, message); }

    void fail_limit(std::string_view code, std::string_view how, std::size_t limit, std::string_view unit) {
        found_.add(at_, rules_, code, fmt::format("Ensure this field has {} {} {}.", how, limit, unit), fmt::to_string(limit));
    }

    void fail_bound(std::string_view code, std::string_view how, const Number& bound) {
        const std::string limit = bound.text();
        found_.add(at_, rules_, code, fmt::format("Ensure this value is {} {}.", how, limit), limit);
    }

    const FieldRules& rules_;
    const TypeInfo& type_;
    const Trail& at_;
    Findings& found_;
};

}  // namespace

void check_value(const FieldRules& rules, const TypeInfo& type, const void* value, const Trail& at, Findings& found) {
    if (&rules != &no_rules()) RuleCheck{rules, type, at, found}.run(value);
}

void check_count(const FieldRules& rules, const TypeInfo& type, std::size_t count, const Trail& at, Findings& found) {
    if (type.list->is_set) return;
    if (type.list->fixed_size == 0) {
        if (count > rules.max_size) RuleCheck{rules, type, at, found}.check_size(count, "elements");
        return;
    }
    FieldRules exact;
    exact.messages = rules.messages;
    exact.min_size = exact.max_size = type.list->fixed_size;
    RuleCheck{exact, type, at, found}.check_size(count, "elements");
}

}  // namespace serval::detail

namespace serval {

bool check_rules(const FieldRules& rules, const TypeInfo& type, const void* value, Place place, std::string_view pointer,
                 std::vector<FieldError>& errors) {
    detail::Findings found{errors, place, FieldRules::unlimited};
    const TypeInfo* inner = &type;
    for (; inner->kind == Kind::optional && value != nullptr; inner = inner->inner) value = inner->optional->get(value);
    if (value != nullptr) detail::check_value(rules, *inner, value, detail::Trail{pointer}, found);
    return found.count() == 0;
}

}  // namespace serval
