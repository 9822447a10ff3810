#include "openapi/names.hpp"

#include <algorithm>

#include "http/syntax.hpp"

namespace serval::detail {
namespace {

bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
char upper(char c) noexcept { return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c; }

bool is_version(std::string_view segment) noexcept {
    return segment.size() > 1 && segment.front() == 'v' && std::all_of(segment.begin() + 1, segment.end(), is_digit);
}

bool tells_something(std::string_view segment) noexcept {
    return !segment.empty() && segment.find('{') == std::string_view::npos && segment != "api" && !is_version(segment);
}

/** `path` with its parameters as words: "/books/ by id". */
std::string spelled_out(std::string_view path) {
    std::string text;
    for (const char c : path) {
        if (c == '{') text += " by ";
        else text += c;
    }
    return text;
}

}  // namespace

std::string pascal_case(std::string_view words) {
    std::string name;
    bool begins = true;
    for (const char c : words) {
        const bool belongs = is_digit(c) || is_lower(c) || is_upper(c);
        if (belongs) name += begins ? upper(c) : c;
        begins = !belongs;
    }
    return name;
}

std::string make_operation_id(const Method& method, std::string_view path_template) {
    std::string verb;
    for (const char c : method.name()) verb += lower(c);
    std::string id = pascal_case(verb);
    const std::string place = pascal_case(spelled_out(path_template));
    id += place.empty() ? "Root" : place;
    id.front() = lower(id.front());
    return id;
}

std::string make_summary(std::string_view operation_id) {
    std::string summary;
    char before = ' ';
    for (const char c : operation_id) {
        if (is_upper(c) && (is_lower(before) || is_digit(before))) summary += ' ';
        summary += c == '_' || c == '-' || c == '.' ? ' ' : lower(c);
        before = c;
    }
    if (!summary.empty()) summary.front() = upper(summary.front());
    return summary;
}

std::string_view make_tag(std::string_view path_template) {
    while (!path_template.empty()) {
        path_template.remove_prefix(1);
        const std::string_view segment = path_template.substr(0, path_template.find('/'));
        if (tells_something(segment)) return segment;
        path_template.remove_prefix(segment.size());
    }
    return {};
}

}  // namespace serval::detail
