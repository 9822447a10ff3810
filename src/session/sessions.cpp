#include <serval/session/sessions.hpp>

#include <utility>

#include <serval/http/cookie.hpp>
#include <serval/http/request.hpp>
#include <serval/problem/http_error.hpp>

#include "http/vary.hpp"
#include "session/session_keeper.hpp"

namespace serval {
namespace {

/** Each request with its session: brought before it goes on, kept when it has been answered. */
class SessionMiddleware final : public CoroutineMiddleware {
public:
    explicit SessionMiddleware(std::shared_ptr<const SessionKeeper> keeper) : keeper_{std::move(keeper)} {}

    Task<Response> handle(Request& request, Next next) override {
        CarriedSession found = co_await find(request);
        CarriedSession& carried = request.attributes().put(std::move(found));
        Response response = co_await next();
        if (!is_server_error(response.status())) co_await keep(carried, response);
        add_vary(response.headers(), "Cookie");
        co_return response;
    }

    std::string name() const override { return "sessions"; }
    std::vector<MiddlewareOrder> order() const override {
        return {{"sessions", "which has brought a session already, and would keep another one than it brought"}};
    }
    void describe(const DescribedOperation&, DeclaredResponses& responses) const override {
        if (keeper_->store().may_be_away()) responses.unavailable();
    }

private:
    [[nodiscard]] Task<CarriedSession> find(const Request& request) const {
        const auto key = Cookies{request.headers()}.find(keeper_->options().cookie);
        if (!key.has_value() || key->empty()) co_return CarriedSession();
        const std::string own{*key};
        try {
            CarriedSession carried = co_await keeper_->find(own);
            co_return carried;
        } catch (const StoreError&) {
            throw ServiceUnavailable{std::chrono::seconds{1}};
        }
    }

    [[nodiscard]] Task<void> keep(CarriedSession& carried, Response& response) const {
        try {
            co_await keeper_->keep(carried, response);
        } catch (const StoreError&) {
            throw ServiceUnavailable{std::chrono::seconds{1}};   // what the answer says was kept was not
        }
    }

    std::shared_ptr<const SessionKeeper> keeper_;
};

}  // namespace

Sessions::Sessions(std::shared_ptr<SharedStore> store, SessionOptions options)
    : keeper_{std::make_shared<const SessionKeeper>(std::move(store), std::move(options))} {}

std::shared_ptr<CoroutineMiddleware> Sessions::middleware() const { return std::make_shared<SessionMiddleware>(keeper_); }

const std::string& Sessions::cookie() const noexcept { return keeper_->options().cookie; }

Task<void> Sessions::end_all(std::string_view user_id) const { return keeper_->end_all(user_id); }

}  // namespace serval
