#include "caching/cache_directives.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string_view>

#include "http/syntax.hpp"

namespace serval {
namespace {

constexpr std::int64_t longest_delta = 2'147'483'648;   // what overflows counts as this (RFC 9111 §1.2.2)

std::chrono::seconds delta_seconds(std::string_view text) {
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    std::int64_t value = 0;
    const char* const last = text.data() + text.size();
    if (text.empty() || !std::all_of(text.begin(), text.end(), &detail::is_digit)) return std::chrono::seconds{0};
    if (std::from_chars(text.data(), last, value).ec != std::errc{}) value = longest_delta;
    return std::chrono::seconds{std::min(value, longest_delta)};
}

void note_time(std::optional<std::chrono::seconds>& said, std::string_view text) {
    const auto time = delta_seconds(text);
    said = said.has_value() && *said != time ? std::chrono::seconds{0} : time;
}

void note_directive(CacheDirectives& directives, std::string_view element) {
    const std::size_t equals = std::min(element.find('='), element.size());
    const std::string_view name = detail::trimmed(element.substr(0, equals));
    const std::string_view value = detail::trimmed(element.substr(std::min(equals + 1, element.size())));
    const auto is = [&](std::string_view known) { return detail::same_ignoring_case(name, known); };
    if (is("no-store")) directives.no_store = true;
    else if (is("no-cache")) directives.no_cache = true;
    else if (is("private")) directives.is_private = true;
    else if (is("max-age")) note_time(directives.max_age, value);
    else if (is("s-maxage")) note_time(directives.s_maxage, value);
}

}  // namespace

CacheDirectives CacheDirectives::read(const Headers& headers) {
    CacheDirectives directives;
    if (!headers.contains("Cache-Control")) return directives;
    const std::string list = headers.joined("Cache-Control").value_or("");
    for (const std::string_view element : detail::list_elements(list)) note_directive(directives, element);
    return directives;
}

}  // namespace serval
