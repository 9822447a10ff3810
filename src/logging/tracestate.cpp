#include <serval/logging/trace_context.hpp>

#include <algorithm>

namespace serval {
namespace {

constexpr std::size_t most_members = 32;

bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

bool is_key_part(std::string_view text) noexcept {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return is_lower(c) || is_digit(c) || c == '_' || c == '-' || c == '*' || c == '/';
    });
}

/** `vendor`, or `tenant@system`, with their own bounds (§3.3.1.3.1). */
bool is_key(std::string_view text) noexcept {
    const auto at = text.find('@');
    if (at == text.npos) return !text.empty() && text.size() <= 256 && is_lower(text[0]) && is_key_part(text);
    const std::string_view tenant = text.substr(0, at);
    const std::string_view system = text.substr(at + 1);
    const bool tenant_fits = !tenant.empty() && tenant.size() <= 241 && (is_lower(tenant[0]) || is_digit(tenant[0]));
    const bool system_fits = !system.empty() && system.size() <= 14 && is_lower(system[0]);
    return tenant_fits && system_fits && is_key_part(tenant) && is_key_part(system);
}

/** Printable ASCII but comma and equals sign, not ending in a blank (§3.3.1.3.2). */
bool is_value(std::string_view text) noexcept {
    const auto fits = [](char c) { return c >= 0x20 && c <= 0x7E && c != ',' && c != '='; };
    return !text.empty() && text.size() <= 256 && text.back() != ' ' && std::all_of(text.begin(), text.end(), fits);
}

std::string_view trimmed(std::string_view text) noexcept {
    const auto first = text.find_first_not_of(" \t");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/** The keys of the members seen so far; a member that is at fault is not taken. */
class Members {
public:
    bool take(std::string_view member) noexcept {
        if (member.empty()) return true;   // empty members are allowed
        const auto equals = member.find('=');
        if (equals == member.npos || count_ == most_members) return false;
        const std::string_view key = member.substr(0, equals);
        const auto end = keys_.begin() + static_cast<std::ptrdiff_t>(count_);
        if (!is_key(key) || !is_value(member.substr(equals + 1)) || std::find(keys_.begin(), end, key) != end) return false;
        keys_[count_++] = key;
        return true;
    }

private:
    std::array<std::string_view, most_members> keys_{};
    std::size_t count_ = 0;
};

}  // namespace

bool is_tracestate(std::string_view text) noexcept {
    Members members;
    while (true) {
        const auto comma = std::min(text.find(','), text.size());
        if (!members.take(trimmed(text.substr(0, comma)))) return false;
        if (comma == text.size()) return true;
        text.remove_prefix(comma + 1);
    }
}

}  // namespace serval
