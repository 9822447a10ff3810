#include <utility>

#include "pipeline/onion.hpp"
#include "pipeline/stages.hpp"

namespace serval {
namespace {

/** A middleware that looks at requests on their way in and at responses on their way out. */
class PlainMiddlewareStage final : public Stage {
public:
    explicit PlainMiddlewareStage(AnyMiddleware middleware) : Stage{Wraps::yes}, middleware_{std::move(middleware)} {}

    Flow enter(Run& run) const override {
        auto early = middleware_.plain()->enter(run.request());
        if (!early.has_value()) return Flow::proceed;
        run.response() = std::move(*early);
        return Flow::answered;
    }
    Flow leave(Run& run) const override {
        middleware_.plain()->leave(run.request(), run.response());
        return Flow::proceed;
    }
    std::string describe() const override { return middleware_.name(); }

private:
    AnyMiddleware middleware_;
};

/** A middleware that is one coroutine around everything inside of it. */
class CoroutineMiddlewareStage final : public Stage {
public:
    explicit CoroutineMiddlewareStage(AnyMiddleware middleware) : Stage{Wraps::yes}, middleware_{std::move(middleware)} {}

    Flow enter(Run& run) const override {
        OnionLayer& layer = *run.layers.emplace_back(std::make_unique<OnionLayer>(run, *middleware_.coroutine()));
        return after(run, layer.start());
    }
    Flow leave(Run& run) const override {
        return after(run, run.layers.back()->go_on());
    }
    Flow resume(Run& run) const override { return after(run, run.layers.back()->reached()); }
    std::string describe() const override { return middleware_.name(); }

private:
    static Flow after(Run& run, OnionLayer::Reached reached) {
        if (reached == OnionLayer::Reached::nothing_yet) return Flow::waits;
        if (reached == OnionLayer::Reached::next) return Flow::proceed;
        const std::unique_ptr<OnionLayer> layer = std::move(run.layers.back());
        run.layers.pop_back();
        run.response() = layer->result();
        return Flow::answered;
    }

    AnyMiddleware middleware_;
};

}  // namespace

void enter_middlewares(Stages& stages, const std::vector<AnyMiddleware>& middlewares) {
    for (const AnyMiddleware& middleware : middlewares) {
        if (middleware.plain() != nullptr) stages.push_back(std::make_unique<PlainMiddlewareStage>(middleware));
        else stages.push_back(std::make_unique<CoroutineMiddlewareStage>(middleware));
    }
}

}  // namespace serval
