#pragma once

#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include <serval/middleware/middleware.hpp>

namespace serval {
namespace detail {

template <class F>
class RequestHook final : public Middleware {
public:
    explicit RequestHook(F look) : look_{std::move(look)} {}
    std::optional<Response> enter(Request& request) override {
        if constexpr (std::is_void_v<std::invoke_result_t<F&, Request&>>) {
            look_(request);
            return std::nullopt;
        } else {
            return look_(request);
        }
    }
    std::string name() const override { return "on_request"; }

private:
    F look_;
};

template <class F>
class ResponseHook final : public Middleware {
public:
    explicit ResponseHook(F look) : look_{std::move(look)} {}
    void leave(const Request& request, Response& response) override { look_(request, response); }
    std::string name() const override { return "on_response"; }

private:
    F look_;
};

}  // namespace detail

/** A middleware that looks at requests on their way in: `app.use(on_request([](Request& request) { … }))`.
    One that returns `std::optional<Response>` may answer. Called on many threads at once.
*/
template <std::invocable<Request&> F>
[[nodiscard]] std::shared_ptr<Middleware> on_request(F look) {
    return std::make_shared<detail::RequestHook<F>>(std::move(look));
}

/** A middleware that looks at responses on their way out: `app.use(on_response([](const Request&, Response& response) { … }))`. */
template <std::invocable<const Request&, Response&> F>
[[nodiscard]] std::shared_ptr<Middleware> on_response(F look) {
    return std::make_shared<detail::ResponseHook<F>>(std::move(look));
}

}  // namespace serval
