#include <serval/http/headers.hpp>

#include <algorithm>
#include <stdexcept>

#include "http/syntax.hpp"

namespace serval {
namespace {

void check(std::string_view name, std::string_view value) {
    if (!detail::is_token(name)) {
        throw std::invalid_argument{"\"" + std::string{name} + "\" is no header field name (RFC 9110, section 5.6.2)"};
    }
    if (!detail::is_field_value(value)) {
        throw std::invalid_argument{"the value of header field " + std::string{name} +
                                    " holds a control character (RFC 9110, section 5.5)"};
    }
}

}  // namespace

bool same_field_name(std::string_view a, std::string_view b) noexcept { return detail::same_ignoring_case(a, b); }

Headers::Headers(std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
    for (const auto& [name, value] : fields) add(name, value);
}

std::optional<std::string_view> Headers::find(std::string_view name) const noexcept {
    for (const Slot& slot : slots_) {
        if (slot.name_size != name.size() || !detail::same_ignoring_case({text_.data() + slot.name_at, slot.name_size}, name)) continue;
        return std::string_view{text_.data() + slot.value_at, slot.value_size};
    }
    return std::nullopt;
}

std::vector<std::string_view> Headers::all(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const Field field : *this) {
        if (same_field_name(field.name, name)) values.push_back(field.value);
    }
    return values;
}

std::optional<std::string> Headers::joined(std::string_view name) const {
    std::optional<std::string> list;
    for (const Field field : *this) {
        if (!same_field_name(field.name, name)) continue;
        list ? list->append(", ").append(field.value) : list.emplace(field.value);
    }
    return list;
}

void Headers::add(std::string_view name, std::string_view value) {
    check(name, value);
    append(name, detail::trimmed(value));
}

void Headers::append(std::string_view name, std::string_view value) {
    const std::size_t at = text_.size();
    const std::size_t end = at + name.size() + value.size() + 4;
    std::string former;   // the arguments may be views into the text, so the old one lives until they are copied
    if (end > text_.capacity()) {
        former.swap(text_);
        text_.reserve(std::max(end, 2 * at));
        text_ = former;
    }
    text_.append(name).append(": ").append(value).append("\r\n");
    slots_.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(name.size()),
                      static_cast<std::uint32_t>(at + name.size() + 2), static_cast<std::uint32_t>(value.size())});
}

void Headers::set(std::string_view name, std::string_view value) {
    check(name, value);
    if (!contains(name)) return append(name, detail::trimmed(value));
    const std::string kept_name{name};
    const std::string kept_value{detail::trimmed(value)};
    remove(kept_name);
    append(kept_name, kept_value);
}

void Headers::set(const detail::FixedField& field) {
    if (!empty()) remove(field.name());
    const std::size_t at = text_.size();
    text_ += field.line();
    slots_.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(field.name().size()),
                      static_cast<std::uint32_t>(at + field.name().size() + 2), static_cast<std::uint32_t>(field.value().size())});
}

bool Headers::remove(std::string_view name) {
    if (!contains(name)) return false;
    Headers kept;
    for (const Field field : *this) {
        if (!same_field_name(field.name, name)) kept.append(field.name, field.value);
    }
    *this = std::move(kept);
    return true;
}

void Headers::clear() noexcept {
    text_.clear();
    slots_.clear();
    in_wire_form_ = true;
}

void Headers::take_over(std::string_view text, std::vector<Slot>& slots) {
    text_.assign(text);
    slots_.swap(slots);
    slots.clear();
    in_wire_form_ = false;
}

void Headers::write_to(std::string& out) const {
    if (in_wire_form_) {
        out += text_;
        return;
    }
    for (const Field field : *this) out.append(field.name).append(": ").append(field.value).append("\r\n");
}

}  // namespace serval
