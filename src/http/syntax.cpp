#include "http/syntax.hpp"

#include <algorithm>

#include "http/octet_runs.hpp"

namespace serval::detail {
namespace {

bool escapes(std::string_view following, Backslash backslash) noexcept {
    return backslash == Backslash::before_any || following.starts_with('"') || following.starts_with('\\');
}

}  // namespace

bool differs_in_case_only(std::string_view a, std::string_view b) noexcept {
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] != b[i] && lower(a[i]) != lower(b[i])) return false;
    }
    return true;
}

std::string lowered(std::string_view text) {
    std::string result{text};
    for (char& c : result) c = lower(c);
    return result;
}

bool is_field_value(std::string_view value) noexcept { return find_control(value, 0) == value.size(); }

void skip_blanks(std::string_view& rest) noexcept {
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
}

bool skip(std::string_view& rest, char c) noexcept {
    if (rest.empty() || rest.front() != c) return false;
    rest.remove_prefix(1);
    return true;
}

std::string_view read_token(std::string_view& rest) noexcept {
    const std::string_view token = rest.substr(0, token_size(rest));
    rest.remove_prefix(token.size());
    return token;
}

std::optional<std::string> read_quoted(std::string_view& rest, Backslash backslash) {
    if (rest.empty() || rest.front() != '"') return std::nullopt;
    std::string value;
    for (std::size_t i = 1; i < rest.size(); ++i) {
        if (rest[i] == '"') {
            rest.remove_prefix(i + 1);
            return value;
        }
        if (rest[i] == '\\' && escapes(rest.substr(i + 1), backslash) && ++i == rest.size()) break;
        value += rest[i];
    }
    return std::nullopt;
}

std::string_view read_element(std::string_view& rest, char separator) noexcept {
    bool quoted = false;
    std::size_t i = 0;
    for (; i < rest.size() && (quoted || rest[i] != separator); ++i) {
        if (rest[i] == '"') quoted = !quoted;
        if (quoted && rest[i] == '\\') ++i;
    }
    const std::string_view element = rest.substr(0, i);
    rest.remove_prefix(std::min(i + 1, rest.size()));
    return element;
}

std::vector<std::string_view> list_elements(std::string_view list) {
    std::vector<std::string_view> elements;
    while (!list.empty()) {
        const std::string_view element = trimmed(read_element(list, ','));
        if (!element.empty()) elements.push_back(element);
    }
    return elements;
}

std::optional<Parameter> ParameterReader::next() {
    std::string_view rest = rest_;
    do {
        skip_blanks(rest);
        rest_ = rest;
        if (!skip(rest, ';')) return std::nullopt;
        skip_blanks(rest);
    } while (rest.empty() || rest.front() == ';');
    Parameter parameter{read_token(rest), {}};
    if (parameter.name.empty() || !skip(rest, '=')) return std::nullopt;
    auto value = rest.starts_with('"') ? read_quoted(rest, backslash_) : std::string{read_token(rest)};
    if (!value) return std::nullopt;
    parameter.value = *std::move(value);
    rest_ = rest;
    return parameter;
}

void append_value(std::string& out, std::string_view text) {
    if (is_token(text)) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    out += '"';
}

}  // namespace serval::detail
