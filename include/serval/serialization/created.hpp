#pragma once

#include <string>
#include <utility>
#include <vector>

#include <serval/routing/handler_key.hpp>
#include <serval/routing/url.hpp>
#include <serval/serialization/result.hpp>

namespace serval {

/** Another endpoint of the app, named by its handler: `link(&BookController::show, book.id)`.
    It becomes a path when the response is rendered.
*/
struct Link {
    HandlerKey handler;
    std::vector<std::string> values;
};

/** @throws UrlError when the response is rendered, if the handler serves no route or takes other values. */
template <class Handler, UrlText... Values>
[[nodiscard]] Link link(Handler handler, const Values&... values) {
    return {HandlerKey::of(handler), {detail::url_text(values)...}};
}

/** A new thing, and where it is: 201 with Location (RFC 9110 §15.3.2).

    `return Created<Book>{book, link(&BookController::show, book.id)};`
*/
template <class T>
class Created {
    static_assert(Writable<T>, "Created<T> holds what was created: a model or another type with a JSON form.");

public:
    explicit Created(T value) : value_{std::move(value)} {}
    Created(T value, std::string location) : value_{std::move(value)}, location_{std::move(location)} {}
    Created(T value, Link link) : value_{std::move(value)}, link_{std::move(link)} {}

    [[nodiscard]] const T& operator*() const noexcept { return value_; }
    [[nodiscard]] const T* operator->() const noexcept { return &value_; }
    [[nodiscard]] const std::string& location() const noexcept { return location_; }
    [[nodiscard]] const Link& link() const noexcept { return link_; }

private:
    T value_;
    std::string location_;
    Link link_;
};

namespace detail {
/** Set Location to `location`, or to what `link` comes to. */
void write_location(Rendering& out, const std::string& location, const Link& link);
}

template <class T>
    requires Writable<T>
struct Result<Created<T>> {
    static void describe(DeclaredResponses& responses) {
        responses.content(Status::created, named_type<T>());
        responses.header({.name = "Location", .required = false});
    }
    static void write(Created<T>& created, Rendering& out) {
        out.content(Status::created, type_of<T>(), &*created);
        detail::write_location(out, created.location(), created.link());
    }
};

}  // namespace serval
