#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <serval/http/parsed.hpp>

namespace serval {

/** Why a query or a form was refused. */
enum class QueryFault : std::uint8_t { malformed_percent, not_utf8, too_many };

/** The fault in one sentence for people. */
[[nodiscard]] std::string_view describe(QueryFault fault) noexcept;

/** The pairs of a query string or of an `application/x-www-form-urlencoded` body, decoded, in order (WHATWG URL §5.1).

    Any octet but `&`, `=`, `+`, `%` stands for itself, so `a[]=1`, `a|b` and raw UTF-8 are read; a pair without `=`
    has an empty value; empty pairs count for nothing. Unlike a browser it refuses a `%` without two hex digits and
    what is not UTF-8, since such a value could neither be validated nor told back. All text lies in one buffer.
    Views it hands out hold until the next change. Not thread-safe.
*/
class QueryParameters {
public:
    struct Pair {
        std::string_view name;
        std::string_view value;
    };

    static constexpr std::size_t default_limit = 1000;

    /** The pairs of `text`, which has no leading `?`; more than `limit` are refused. Linear time. */
    [[nodiscard]] static Parsed<QueryParameters, QueryFault> parse(std::string_view text, std::size_t limit = default_limit);

    /** The value of the first pair called `name`; case counts. */
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const noexcept;
    /** The value of the last pair called `name`. */
    [[nodiscard]] std::optional<std::string_view> find_last(std::string_view name) const noexcept;
    /** The values of every pair called `name`, in order. */
    [[nodiscard]] std::vector<std::string_view> all(std::string_view name) const;
    [[nodiscard]] bool contains(std::string_view name) const noexcept { return find(name).has_value(); }

    [[nodiscard]] std::size_t size() const noexcept { return slots_.size(); }
    [[nodiscard]] bool empty() const noexcept { return slots_.empty(); }
    [[nodiscard]] Pair at(std::size_t index) const noexcept {
        const Slot& slot = slots_[index];
        return {name_of(slot), std::string_view{text_}.substr(slot.at + slot.name_size, slot.value_size)};
    }

    /** Append a pair. */
    QueryParameters& add(std::string_view name, std::string_view value);
    /** Put one pair in the place of the first called `name`, and drop the others; append it when there is none. */
    QueryParameters& set(std::string_view name, std::string_view value);
    /** Drop every pair called `name`; true when there was one. */
    bool remove(std::string_view name);

    /** The pairs encoded and joined, as they stand behind a `?` or in a form. */
    [[nodiscard]] std::string to_string() const;

private:
    struct Slot {
        std::size_t at;   // of the name; the value follows at once
        std::size_t name_size;
        std::size_t value_size;
    };

    [[nodiscard]] std::string_view name_of(const Slot& slot) const noexcept {
        return std::string_view{text_}.substr(slot.at, slot.name_size);
    }
    [[nodiscard]] std::optional<QueryFault> read_pair(std::string_view pair);
    [[nodiscard]] Slot append(std::string_view name, std::string_view value);

    std::string text_;
    std::vector<Slot> slots_;
};

}  // namespace serval
