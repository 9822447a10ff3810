#pragma once

#include <concepts>
#include <coroutine>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <serval/http/request.hpp>
#include <serval/http/response.hpp>
#include <serval/serialization/declared_response.hpp>
#include <serval/tasks/task.hpp>

namespace serval {

/** An operation of the documentation, as a middleware around it is told of it. */
struct DescribedOperation {
    Method method;
    std::string path{};           // its pattern: "/books/{id}"
    bool takes_content = false;   // a body or a form
};

/** That a middleware stands before another, where both are. */
struct MiddlewareOrder {
    std::string before{};   // its name; a middleware's own name says that it stands but once
    std::string reason{};   // what goes wrong otherwise: "which would …"
};

/** Wraps every request on its way in and every response on its way out, errors, 404 and 405 included.

    Declared first is entered first and left last. A global one wraps everything, a group's or an endpoint's is
    nested inside. One object serves all loops: it must be thread-safe.
*/
class Middleware {
public:
    virtual ~Middleware() = default;

    /** Look at the request on its way in; a response answers it here, and nothing further inside sees it. */
    virtual std::optional<Response> enter(Request& request);
    /** Look at the response on its way out, whoever made it. Called exactly when `enter` was and did not answer itself. */
    virtual void leave(const Request& request, Response& response);

    /** What `routes` calls it. */
    [[nodiscard]] virtual std::string name() const = 0;
    /** What is at odds in how it was made, a sentence each; told when the app is built. */
    [[nodiscard]] virtual std::vector<std::string> mistakes() const { return {}; }
    /** Which others must not stand before this one. That one does is told when the app is built. */
    [[nodiscard]] virtual std::vector<MiddlewareOrder> order() const { return {}; }
    /** Add what it may answer by itself, for the documentation of an operation that it stands around. */
    virtual void describe(const DescribedOperation& operation, DeclaredResponses& responses) const;
};

using MiddlewarePtr = std::shared_ptr<Middleware>;

/** The rest of the way, as a coroutine middleware sees it: `Response response = co_await next();`, once. */
class Next {
public:
    /** Whoever runs the rest. */
    class Runner {
    public:
        /** Fill `response` and have `chain` go on with `waiting` when the rest has answered.
            @param cancellation  What the rest is told to end early by; the chain's own where it is null.
            @throws std::logic_error when the rest has been asked for before.
        */
        virtual void run_rest(Response& response, detail::Chain& chain, std::coroutine_handle<> waiting, Cancellation* cancellation) = 0;

    protected:
        ~Runner() = default;
    };

    class Awaiter {
    public:
        Awaiter(Runner& runner, Cancellation* cancellation) noexcept : runner_{runner}, cancellation_{cancellation} {}
        [[nodiscard]] bool await_ready() const noexcept { return false; }
        template <std::derived_from<detail::TaskPromise> Promise>
        void await_suspend(std::coroutine_handle<Promise> waiting) {
            runner_.run_rest(response_, waiting.promise().chain(), waiting, cancellation_);
        }
        [[nodiscard]] Response await_resume() { return std::move(response_); }

    private:
        Runner& runner_;
        Cancellation* cancellation_;
        Response response_;
    };

    explicit Next(Runner& runner) noexcept : runner_{&runner} {}
    [[nodiscard]] Awaiter operator()() const noexcept { return Awaiter{*runner_, nullptr}; }
    /** The same, and the rest ends early when `cancellation` is asked for, in the place of this middleware's own. It outlives the rest. */
    [[nodiscard]] Awaiter operator()(Cancellation& cancellation) const noexcept { return Awaiter{*runner_, &cancellation}; }

private:
    Runner* runner_;
};

/** A middleware that waits: it is one coroutine around the rest of the way. */
class CoroutineMiddleware {
public:
    virtual ~CoroutineMiddleware() = default;

    [[nodiscard]] virtual Task<Response> handle(Request& request, Next next) = 0;
    [[nodiscard]] virtual std::string name() const = 0;
    /** As a Middleware's, all three of them. */
    [[nodiscard]] virtual std::vector<std::string> mistakes() const { return {}; }
    [[nodiscard]] virtual std::vector<MiddlewareOrder> order() const { return {}; }
    virtual void describe(const DescribedOperation& operation, DeclaredResponses& responses) const;
};

/** A middleware of either kind, as policies hold it. A lambda `[](Request&, Next) -> Task<Response>` is one. */
class AnyMiddleware {
public:
    template <class M>
        requires std::derived_from<M, Middleware>
    AnyMiddleware(std::shared_ptr<M> plain) : plain_{std::move(plain)} {}

    template <class M>
        requires std::derived_from<M, CoroutineMiddleware>
    AnyMiddleware(std::shared_ptr<M> coroutine) : coroutine_{std::move(coroutine)} {}

    template <class F>
        requires std::is_invocable_r_v<Task<Response>, F&, Request&, Next>
    AnyMiddleware(F function) : coroutine_{std::make_shared<Function<F>>(std::move(function))} {}

    [[nodiscard]] Middleware* plain() const noexcept { return plain_.get(); }
    [[nodiscard]] CoroutineMiddleware* coroutine() const noexcept { return coroutine_.get(); }
    [[nodiscard]] std::string name() const { return plain_ ? plain_->name() : coroutine_->name(); }
    [[nodiscard]] std::vector<std::string> mistakes() const { return plain_ ? plain_->mistakes() : coroutine_->mistakes(); }
    [[nodiscard]] std::vector<MiddlewareOrder> order() const { return plain_ ? plain_->order() : coroutine_->order(); }
    void describe(const DescribedOperation& operation, DeclaredResponses& responses) const {
        if (plain_) plain_->describe(operation, responses);
        else coroutine_->describe(operation, responses);
    }

private:
    template <class F>
    struct Function final : CoroutineMiddleware {
        explicit Function(F function) : function_{std::move(function)} {}
        Task<Response> handle(Request& request, Next next) override { return function_(request, next); }
        std::string name() const override { return "custom"; }
        F function_;
    };

    std::shared_ptr<Middleware> plain_;
    std::shared_ptr<CoroutineMiddleware> coroutine_;
};

}  // namespace serval
