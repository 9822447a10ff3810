#include <serval/http/headers.hpp>

#include <serval/http/method.hpp>

#include <algorithm>
#include <stdexcept>

namespace serval {
namespace {

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool is_token(std::string_view name) noexcept {
    static constexpr std::string_view symbols = "!#$%&'*+-.^_`|~";
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        const char l = lower(c);
        return (l >= 'a' && l <= 'z') || (c >= '0' && c <= '9') || symbols.find(c) != std::string_view::npos;
    });
}

bool is_field_value(std::string_view value) noexcept {
    return std::none_of(value.begin(), value.end(), [](char c) {
        const auto octet = static_cast<unsigned char>(c);
        return (octet < 0x20 && c != '\t') || octet == 0x7F;
    });
}

std::string_view trimmed(std::string_view value) noexcept {
    const auto first = value.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return value.substr(first, value.find_last_not_of(" \t") - first + 1);
}

void check(std::string_view name, std::string_view value) {
    if (!is_token(name)) {
        throw std::invalid_argument{"\"" + std::string{name} + "\" is no header field name (RFC 9110, section 5.6.2)"};
    }
    if (!is_field_value(value)) {
        throw std::invalid_argument{"the value of header field " + std::string{name} +
                                    " holds a control character (RFC 9110, section 5.5)"};
    }
}

}  // namespace

bool same_field_name(std::string_view a, std::string_view b) noexcept {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] != b[i] && lower(a[i]) != lower(b[i])) return false;
    }
    return true;
}

Headers::Headers(std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
    for (const auto& [name, value] : fields) add(name, value);
}

std::optional<std::string_view> Headers::find(std::string_view name) const noexcept {
    for (const Field field : *this) {
        if (same_field_name(field.name, name)) return field.value;
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

void Headers::add(std::string_view name, std::string_view value) {
    check(name, value);
    append(name, trimmed(value));
}

void Headers::append(std::string_view name, std::string_view value) {
    // The arguments may be views into text_ itself, which growing would move.
    std::string line;
    line.reserve(name.size() + value.size() + 4);
    line.append(name).append(": ").append(value).append("\r\n");
    const auto at = static_cast<std::uint32_t>(text_.size());
    text_ += line;
    slots_.push_back({at, static_cast<std::uint32_t>(name.size()), at + static_cast<std::uint32_t>(name.size()) + 2,
                      static_cast<std::uint32_t>(value.size())});
}

void Headers::set(std::string_view name, std::string_view value) {
    check(name, value);
    const std::string kept_name{name};
    const std::string kept_value{trimmed(value)};
    remove(kept_name);
    append(kept_name, kept_value);
}

bool Headers::remove(std::string_view name) {
    const auto first = std::stable_partition(slots_.begin(), slots_.end(), [&](const Slot& slot) {
        return !same_field_name({text_.data() + slot.name_at, slot.name_size}, name);
    });
    if (first == slots_.end()) return false;
    slots_.erase(first, slots_.end());
    in_wire_form_ = false;
    return true;
}

void Headers::clear() noexcept {
    text_.clear();
    slots_.clear();
    in_wire_form_ = true;
}

void Headers::assign_text(std::string_view text) {
    text_.assign(text);
    slots_.clear();
    in_wire_form_ = false;
}

void Headers::index_field(std::uint32_t name_at, std::uint32_t name_size, std::uint32_t value_at, std::uint32_t value_size) {
    slots_.push_back({name_at, name_size, value_at, value_size});
}

void Headers::write_to(std::string& out) const {
    if (in_wire_form_) {
        out += text_;
        return;
    }
    for (const Field field : *this) out.append(field.name).append(": ").append(field.value).append("\r\n");
}

}  // namespace serval
