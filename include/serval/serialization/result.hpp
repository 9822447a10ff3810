#pragma once

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

#include <serval/http/response.hpp>
#include <serval/model/type_of.hpp>
#include <serval/problem/http_error.hpp>
#include <serval/serialization/declared_response.hpp>
#include <serval/serialization/rendering.hpp>

namespace serval {

/** How a handler's result becomes a response, and which responses it stands for.

    Specialise it for a result type of your own:
    @code
    template <>
    struct serval::Result<Teapot> {
        static void describe(DeclaredResponses& responses) { responses.problem(Status{418}, "Short and stout"); }
        static void write(Teapot& teapot, Rendering& out);
    };
    @endcode
    `write` runs as the last stage on the way in; it may move from the value.
*/
template <class T>
struct Result;

/** A type that a handler can return. */
template <class T>
concept HasResult = requires(T& value, Rendering& out, DeclaredResponses& responses) {
    Result<T>::write(value, out);
    Result<T>::describe(responses);
};

/** A model, or any other type with a JSON form: 200, or 201 to POST. */
template <class T>
    requires Writable<T>
struct Result<T> {
    static void describe(DeclaredResponses& responses) { responses.content(responses.default_status(), named_type<T>()); }
    static void write(T& value, Rendering& out) { out.content(out.default_status(), type_of<T>(), &value); }
};

/** A string literal is a JSON string, as a `std::string` is.
    @throws std::logic_error for a null pointer.
*/
template <>
struct Result<const char*> {
    static void describe(DeclaredResponses& responses) { responses.content(responses.default_status(), named_type<std::string>()); }
    static void write(const char* text, Rendering& out);
};

/** A value, or nothing: then 404. */
template <class T>
    requires HasResult<T>
struct Result<std::optional<T>> {
    static void describe(DeclaredResponses& responses) {
        Result<T>::describe(responses);
        responses.problem(Status::not_found);
    }
    static void write(std::optional<T>& value, Rendering& out) {
        if (value.has_value()) Result<T>::write(*value, out);
        else out.fail(NotFound{}.problem());
    }
};

/** What the handler made itself; the documentation knows nothing of it. */
template <>
struct Result<Response> {
    static void describe(DeclaredResponses& responses) { responses.add({.status = responses.default_status()}); }
    static void write(Response& response, Rendering& out) { out.response() = std::move(response); }
};

/** Success with nothing to say: 204. */
struct NoContent {};

template <>
struct Result<NoContent> {
    static void describe(DeclaredResponses& responses) { responses.empty(Status::no_content); }
    static void write(NoContent&, Rendering& out) { out.empty(Status::no_content); }
};

/** Text as it is: `text/plain; charset=utf-8`. (A `std::string` is a JSON string.) */
struct Text {
    std::string text;

    Text() = default;
    Text(std::string text_) : text{std::move(text_)} {}
    Text(const char* text_) : text{text_} {}
};

template <>
struct Result<Text> {
    static void describe(DeclaredResponses& responses) {
        responses.add({.status = responses.default_status(), .media_type = "text/plain; charset=utf-8"});
    }
    static void write(Text& text, Rendering& out) { out.text(out.default_status(), std::move(text.text)); }
};

/** A refusal that is returned instead of thrown. */
template <class T>
    requires std::is_base_of_v<HttpError, T> && requires { T::status; }
struct Result<T> {
    static void describe(DeclaredResponses& responses) {
        responses.problem(std::is_base_of_v<ValidationFailed, T> ? responses.invalid_input_status() : T::status);
    }
    static void write(T& error, Rendering& out) { out.fail(std::move(error.problem())); }
};

}  // namespace serval
