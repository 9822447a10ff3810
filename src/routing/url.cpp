#include <serval/routing/url.hpp>

#include "routing/path_text.hpp"
#include "routing/segment.hpp"

namespace serval {
namespace {

// Of a path's octets (RFC 3986 §3.3) these need no escape; "'" is left out, for URLs stand in HTML attributes.
constexpr std::string_view segment_octets = "!$&()*+,;=:@";
constexpr std::string_view tail_octets = "!$&()*+,;=:@/";

std::string in_quotes(std::string_view value) { return '"' + std::string{value} + '"'; }

std::string fill_text(const detail::Segment& segment, std::span<const std::string> values) {
    std::string text = segment.texts().front();
    for (std::size_t i = 0; i < values.size(); ++i) text.append(values[i]).append(segment.texts()[i + 1]);
    return text;
}

void check_values(const detail::Segment& segment, std::span<const std::string> values, const std::string& pattern) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (detail::is_printable(values[i]) && !values[i].empty()) continue;
        throw UrlError{"the value of {" + segment.parameters()[i].name + "} in " + pattern +
                       " is empty, holds a control or is not UTF-8"};
    }
}

/** Whether the router would read the same values again. */
bool comes_back(const detail::Segment& segment, std::string_view text, std::span<const std::string> values) {
    detail::Capture captures[max_parameters];
    if (!segment.match(text, captures)) return false;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (captures[i].view() != values[i]) return false;
    }
    return true;
}

std::string refusal(const detail::Segment& segment, std::span<const std::string> values, const std::string& pattern) {
    if (values.size() > 1) return "the values of a segment of " + pattern + " do not fit, or cannot be told apart again";
    const Parameter& parameter = segment.parameters().front();
    return in_quotes(values.front()) + " is not what {" + parameter.name + "} of " + pattern + " takes: " +
           std::string{name(parameter.converter.kind)};
}

void append_segment(std::string& path, const detail::Segment& segment, std::span<const std::string> values,
                    const std::string& pattern) {
    check_values(segment, values, pattern);
    const std::string text = fill_text(segment, values);
    if (!comes_back(segment, text, values)) throw UrlError{refusal(segment, values, pattern)};
    if (detail::has_dot_segment(text)) {
        throw UrlError{in_quotes(text) + " in " + pattern + " would be resolved by clients and never arrive"};
    }
    path += '/';
    detail::append_encoded(path, text, segment.is_tail() ? tail_octets : segment_octets);
}

bool is_origin(std::string_view origin) {
    const std::size_t colon = origin.find("://");
    if (colon == std::string_view::npos || colon == 0) return false;
    const std::string_view authority = origin.substr(colon + 3);
    return !authority.empty() && authority.find_first_of("/?#@\\ ") == std::string_view::npos && detail::is_printable(origin);
}

}  // namespace

std::string fill(const Pattern& pattern, std::span<const std::string> values) {
    if (values.size() != pattern.parameters().size()) {
        throw UrlError{pattern.text() + " takes " + std::to_string(pattern.parameters().size()) + " values, not " +
                       std::to_string(values.size())};
    }
    std::string path;
    for (const auto& segment : pattern.segments()) {
        const std::size_t count = segment->parameters().size();
        append_segment(path, *segment, values.first(count), pattern.text());
        values = values.subspan(count);
    }
    // Two slashes at the front would begin a host's name (RFC 3986 §4.2).
    if (path.starts_with("//")) path.replace(1, 1, "%2F");
    return path;
}

std::string with_query(std::string url, std::span<const UrlValue> parameters) {
    char separator = url.find('?') == std::string::npos ? '?' : '&';
    for (const UrlValue& parameter : parameters) {
        url += separator;
        detail::append_encoded(url, parameter.name, {});
        url += '=';
        detail::append_encoded(url, parameter.text, {});
        separator = '&';
    }
    return url;
}

std::string with_query(std::string url, std::initializer_list<UrlValue> parameters) {
    return with_query(std::move(url), std::span<const UrlValue>{parameters.begin(), parameters.size()});
}

std::string absolute_url(std::string_view origin, std::string_view path) {
    if (!is_origin(origin)) throw UrlError{in_quotes(origin) + " is no origin such as https://shop.example"};
    if (!path.starts_with('/') || path.starts_with("//")) throw UrlError{in_quotes(path) + " does not begin with one slash"};
    return std::string{origin}.append(path);
}

}  // namespace serval
