#pragma once

#include <concepts>
#include <string>
#include <string_view>

namespace serval {

/** How a type is spelled as text; a type that has one is a string in JSON and in queries, paths, headers and forms.

    Specialise it for a type of your own:
    @code
    template <>
    struct serval::TextForm<Isbn> {
        static bool parse(std::string_view text, Isbn& out);        // false: refused, `out` may hold anything
        static void format(const Isbn& value, std::string& out);    // appends
        static constexpr std::string_view format_name = "isbn";     // JSON Schema's `format`; empty for none
        static constexpr std::string_view message = "Enter a valid ISBN.";
        // Optional:
        static constexpr std::string_view code = "invalid";         // FieldError::code
        static constexpr std::string_view pattern = "^[0-9-]+$";    // JSON Schema's `pattern`
        static constexpr std::string_view example = "978-3-16-148410-0";
        static constexpr std::string_view content_encoding = "base64";   // JSON Schema's `contentEncoding`
    };
    @endcode
    The type needs a default constructor to be read. The functions must be thread-safe; `parse` must not throw for any text.
*/
template <class T>
struct TextForm;

/** A type with a `TextForm`. */
template <class T>
concept HasTextForm = requires(std::string_view text, T& value, const T& constant, std::string& out) {
    { TextForm<T>::parse(text, value) } -> std::same_as<bool>;
    TextForm<T>::format(constant, out);
    { TextForm<T>::format_name } -> std::convertible_to<std::string_view>;
    { TextForm<T>::message } -> std::convertible_to<std::string_view>;
};

}  // namespace serval
