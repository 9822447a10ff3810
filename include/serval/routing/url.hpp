#pragma once

#include <concepts>
#include <initializer_list>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

#include <serval/model/text_form.hpp>
#include <serval/routing/pattern.hpp>

namespace serval {

/** A URL cannot be made of what was given. Says why. */
class UrlError : public std::invalid_argument {
public:
    using std::invalid_argument::invalid_argument;
};

/** What can stand in a URL: text, integers, types with a `TextForm`, and with a `to_string` that argument-dependent look-up finds. */
template <class T>
concept UrlText = std::is_convertible_v<const T&, std::string_view> || (std::integral<T> && !std::same_as<T, char>) || HasTextForm<T> ||
                  requires(const T& value) { { to_string(value) } -> std::convertible_to<std::string>; };

namespace detail {

template <UrlText T>
std::string url_text(const T& value) {
    if constexpr (std::is_convertible_v<const T&, std::string_view>) {
        return std::string{static_cast<std::string_view>(value)};
    } else if constexpr (HasTextForm<T>) {
        std::string text;
        TextForm<T>::format(value, text);
        return text;
    } else if constexpr (std::is_same_v<T, bool>) {
        return value ? "true" : "false";
    } else if constexpr (std::is_integral_v<T>) {
        return std::to_string(value);
    } else {
        return to_string(value);
    }
}

}  // namespace detail

/** A named value for a URL: `{"id", 5}`. */
struct UrlValue {
    std::string name;
    std::string text;

    template <UrlText T>
    UrlValue(std::string_view name_, const T& value) : name{name_}, text{detail::url_text(value)} {}
};

/** The path that `pattern` matches with `values`, in their order, percent-encoded (RFC 3986 §3.3).

    The router reads the same values out of it again; what would not come back is refused.
    @throws UrlError when there are too few values or too many, when one is not what its parameter takes, holds a control
            or is not UTF-8, when "." or ".." would stand between slashes, or when values in one segment cannot be told apart.
*/
[[nodiscard]] std::string fill(const Pattern& pattern, std::span<const std::string> values);

/** The path that `Path` matches with `values`: `url_for<"/books/{id}">(5)`.
    @throws UrlError as fill() does.
*/
template <FixedString Path, UrlText... Values>
[[nodiscard]] std::string url_for(const Values&... values) {
    check_pattern<Path>();
    static_assert(sizeof...(Values) == parameter_count<Path>, "url_for takes one value for each parameter of the pattern");
    static const Pattern pattern{Path.view()};
    const std::initializer_list<std::string> texts{detail::url_text(values)...};
    return fill(pattern, {texts.begin(), texts.size()});
}

/** `url` with `parameters` appended to its query, percent-encoded. */
[[nodiscard]] std::string with_query(std::string url, std::span<const UrlValue> parameters);
[[nodiscard]] std::string with_query(std::string url, std::initializer_list<UrlValue> parameters);

/** `path` at an origin (RFC 6454 §6.2) such as "https://shop.example:8443".
    @throws UrlError when `origin` is no scheme, "://" and authority alone, or `path` does not begin with one slash.
*/
[[nodiscard]] std::string absolute_url(std::string_view origin, std::string_view path);

}  // namespace serval
