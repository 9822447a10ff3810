#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <serval/detail/fixed_field.hpp>

namespace serval {

/** Header fields in order (RFC 9110 §5): names compare without case, a name may stand several times.

    All text lies in one buffer, so that a whole head is taken over by one copy and written out by one.
    Views it hands out hold until the next change. Not thread-safe.
*/
class Headers {
public:
    struct Field {
        std::string_view name;
        std::string_view value;
    };

    class Iterator {
    public:
        using value_type = Field;
        using difference_type = std::ptrdiff_t;

        Iterator() = default;
        Iterator(const Headers* headers, std::size_t index) noexcept : headers_{headers}, index_{index} {}

        [[nodiscard]] Field operator*() const noexcept { return headers_->at(index_); }
        Iterator& operator++() noexcept { return ++index_, *this; }
        Iterator operator++(int) noexcept { return {headers_, index_++}; }
        friend bool operator==(const Iterator& a, const Iterator& b) noexcept { return a.index_ == b.index_; }

    private:
        const Headers* headers_ = nullptr;
        std::size_t index_ = 0;
    };

    Headers() = default;
    /** @throws std::invalid_argument as `add` does. */
    Headers(std::initializer_list<std::pair<std::string_view, std::string_view>> fields);

    /** The value of the first field called `name`. */
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const noexcept;
    /** The values of every field called `name`, in order. */
    [[nodiscard]] std::vector<std::string_view> all(std::string_view name) const;
    /** The values of every field called `name` as the one list they make (RFC 9110 §5.3); not for Set-Cookie. */
    [[nodiscard]] std::optional<std::string> joined(std::string_view name) const;
    [[nodiscard]] bool contains(std::string_view name) const noexcept { return find(name).has_value(); }
    [[nodiscard]] std::size_t size() const noexcept { return slots_.size(); }
    [[nodiscard]] bool empty() const noexcept { return slots_.empty(); }

    [[nodiscard]] Field at(std::size_t index) const noexcept {
        const Slot& slot = slots_[index];
        return {{text_.data() + slot.name_at, slot.name_size}, {text_.data() + slot.value_at, slot.value_size}};
    }
    [[nodiscard]] Iterator begin() const noexcept { return {this, 0}; }
    [[nodiscard]] Iterator end() const noexcept { return {this, slots_.size()}; }

    /** Append a field; outer blanks of the value are dropped.
        @throws std::invalid_argument when the name is no token (RFC 9110 §5.6.2), or the value holds CR, LF, NUL
                or another control character (§5.5): what could split a response is never sent.
    */
    void add(std::string_view name, std::string_view value);
    /** Put one field in the place of every field of that name. @throws as `add`. */
    void set(std::string_view name, std::string_view value);
    void set(const detail::FixedField& field);
    /** Drop every field called `name`; true when there was one. */
    bool remove(std::string_view name);
    /** Drop all, keep the memory. */
    void clear() noexcept;

    /** Where a field stands in the text. */
    struct Slot {
        std::uint32_t name_at;
        std::uint32_t name_size;
        std::uint32_t value_at;
        std::uint32_t value_size;
    };
    /** Take over a received head: one copy of `text`, and `slots`, which is given the former ones' memory.
        Both are trusted; only a reader that has checked them calls this.
    */
    void take_over(std::string_view text, std::vector<Slot>& slots);

    /** Append every field as it goes over the wire: `Name: value CR LF`. */
    void write_to(std::string& out) const;

private:
    void append(std::string_view name, std::string_view value);

    std::string text_;
    std::vector<Slot> slots_;
    bool in_wire_form_ = true;   // text_ is exactly the fields' lines, so that writing is one copy
};

/** Whether two field names are the same: ASCII case does not count (RFC 9110 §5.1). */
[[nodiscard]] bool same_field_name(std::string_view a, std::string_view b) noexcept;

}  // namespace serval
