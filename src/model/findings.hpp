#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <serval/model/rules.hpp>
#include <serval/problem/problem.hpp>

namespace serval::detail {

/** The way to a value: one link for each level, on the stack, spelled out only when something is wrong. */
class Trail {
public:
    /** The root; `pointer` is a JSON Pointer already. */
    explicit Trail(std::string_view pointer = {}) noexcept : name_{pointer} {}
    Trail(const Trail& parent, std::string_view name) noexcept : parent_{&parent}, name_{name} {}
    Trail(const Trail& parent, std::size_t index) noexcept : parent_{&parent}, index_{index}, is_index_{true} {}

    [[nodiscard]] bool is_root() const noexcept { return parent_ == nullptr; }
    /** As a JSON Pointer (RFC 6901). */
    [[nodiscard]] std::string pointer() const;

private:
    const Trail* parent_ = nullptr;
    std::string_view name_;
    std::size_t index_ = 0;
    bool is_index_ = false;
};

/** Collects what is wrong with an input, and knows the request that it came with. */
class Findings {
public:
    Findings(std::vector<FieldError>& errors, Place place, std::size_t most, const Request* request = nullptr) noexcept
        : errors_{errors}, place_{place}, before_{errors.size()}, most_{most}, request_{request} {}

    [[nodiscard]] const Request* request() const noexcept { return request_; }
    [[nodiscard]] Place place() const noexcept { return place_; }

    /** `rules` may have a text of their own for `code`, with the limit in it. */
    void add(const Trail& at, const FieldRules& rules, std::string_view code, std::string_view message,
             std::string_view limit = {});
    /** How many there were; those left out count too. */
    [[nodiscard]] std::size_t count() const noexcept { return count_; }
    /** One error in the place of all. */
    void replace(std::string code, std::string message);

private:
    std::vector<FieldError>& errors_;
    Place place_;
    std::size_t before_;
    std::size_t most_;
    const Request* request_;
    std::size_t count_ = 0;
};

/** The rules of what has none. */
[[nodiscard]] inline const FieldRules& no_rules() noexcept {
    static const FieldRules rules;   // no global: programs read JSON before main, too
    return rules;
}

/** Rules for a value of any kind but optional; `value` is none. Adds each breach. */
void check_value(const FieldRules& rules, const TypeInfo& type, const void* value, const Trail& at, Findings& found);
/** Rules for how many items a list was given, as far as what it kept does not show it: items beyond its limit are not kept, those
    of a std::array always are. A set counts what it kept.
*/
void check_count(const FieldRules& rules, const TypeInfo& type, std::size_t count, const Trail& at, Findings& found);

}  // namespace serval::detail
