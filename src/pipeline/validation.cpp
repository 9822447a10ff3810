#include <utility>

#include <serval/problem/http_error.hpp>
#include <serval/problem/problems.hpp>

#include "coding/packed_content.hpp"
#include "pipeline/pipeline.hpp"
#include "pipeline/plan.hpp"
#include "pipeline/stages.hpp"

namespace serval {
namespace {

/** Awaits the body where the handler reads one, makes all arguments, and refuses with every faulty value at once. */
class ValidationStage final : public Stage {
public:
    explicit ValidationStage(const Endpoint& endpoint) : handler_{*endpoint.handler}, reads_body_{handler_.reads_body()} {}

    Flow enter(Run& run) const override {
        if (reads_body_ && !has_body(run)) return Flow::waits;
        return resume(run);
    }

    Flow resume(Run& run) const override {
        if (reads_body_) unpack(run);
        Extraction in{run.request(), run.services(), run.pipeline().router()};
        handler_.begin(run.call, in);
        if (in.errors().empty()) return Flow::proceed;
        throw ValidationFailed{std::move(in.errors())};
    }

private:
    /** Whether the body is there; otherwise the run is resumed when it is. */
    static bool has_body(Run& run) {
        const std::size_t limit = run.plan().body_limit;
        if (!run.exchange().has_whole_body()) return run.exchange().await_body(limit, run), false;
        if (run.request().body().size() > limit) throw HttpError{problem::content_too_large(limit)};   // in the server's limit, but not in this one
        return true;
    }

    /** Content that came packed, where a middleware has looked after it. */
    static void unpack(Run& run) {
        const auto* const packed = run.request().attributes().find<detail::PackedContent>();
        if (packed != nullptr) packed->unpack(run.request().mutable_body(), run.plan().body_limit);
    }

    const Handler& handler_;
    bool reads_body_;
};

}  // namespace

void validate_input(Stages& stages, const Endpoint& endpoint) { stages.push_back(std::make_unique<ValidationStage>(endpoint)); }

}  // namespace serval
