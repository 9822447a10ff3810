#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <serval/routing/handler_key.hpp>
#include <serval/routing/url.hpp>
#include <serval/validation/argument.hpp>
#include <serval/validation/extraction.hpp>

namespace serval {

class Router;

/** Makes the paths of the app's routes, as a handler's argument or from `app.urls()`. A view; thread-safe. */
class Urls {
public:
    explicit Urls(const Router& router) noexcept : router_{&router} {}

    /** The path that `handler` serves: `urls.of(&BookController::show, 5)`, a value for each parameter of its pattern.
        @throws UrlError when it serves no route or several, or the values do not fit.
    */
    template <class Handler, UrlText... Values>
    [[nodiscard]] std::string of(Handler handler, const Values&... values) const {
        const std::vector<std::string> texts{detail::url_text(values)...};
        return of_key(HandlerKey::of(handler), texts);
    }
    /** The path of the route called `name`. @throws UrlError as Router::url_for. */
    [[nodiscard]] std::string named(std::string_view name, std::initializer_list<UrlValue> values = {}) const;

    [[nodiscard]] static std::optional<Urls> extract(Extraction& in) { return Urls{in.router()}; }
    static void describe(std::vector<Argument>& out) { detail::declare(out, {.source = Argument::Source::request}); }

private:
    [[nodiscard]] std::string of_key(const HandlerKey& handler, const std::vector<std::string>& values) const;

    const Router* router_;
};

}  // namespace serval
