#include <utility>

#include <serval/problem/http_error.hpp>

#include "pipeline/pipeline.hpp"
#include "pipeline/plan.hpp"
#include "pipeline/serialization.hpp"
#include "pipeline/stages.hpp"

namespace serval {
namespace {

/** Renders what a handler gave on the loop. */
class SerializationStage final : public Stage {
public:
    Flow enter(Run& run) const override {
        conclude(run);
        return Flow::proceed;
    }
};

}  // namespace

void conclude(Run& run) {
    Rendering out{run.request(), run.response(), run.plan().default_status, run.pipeline().router()};
    (*run.call).write(out);
    if (out.problem().has_value()) throw HttpError{std::move(*out.problem())};
    run.services().succeed();   // last, so that nothing is kept of a request whose answer could not be rendered
}

void serialize_output(Stages& stages, const Endpoint& endpoint) {
    if (!endpoint.blocking) stages.push_back(std::make_unique<SerializationStage>());   // otherwise the worker has done it
}

}  // namespace serval
