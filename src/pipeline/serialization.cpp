#include <utility>

#include <serval/problem/http_error.hpp>

#include "pipeline/pipeline.hpp"
#include "pipeline/plan.hpp"
#include "pipeline/response_declaration.hpp"
#include "pipeline/stages.hpp"

namespace serval {
namespace {

/** Writes what the handler gave, then tells what was made for the request that it has gone well. On the handler's thread: what a
    blocking handler began, such as a transaction, may block again where it ends.
*/
class SerializationStage : public Stage {
public:
    Flow enter(Run& run) const override {
        Rendering out = rendering(run);
        write(run, out);
        run.services().succeed();   // last, so that nothing is kept of a request whose answer could not be given
        return Flow::proceed;
    }

protected:
    static Rendering rendering(Run& run) {
        return {run.request(), run.response(), run.plan().default_status, run.pipeline().router(), run.task_context()};
    }
    /** @throws what fails on the way, a result that stands for a failure included. */
    static void write(Run& run, Rendering& out) {
        (*run.call).write(out);
        if (out.problem().has_value()) throw HttpError{std::move(*out.problem())};
    }
};

/** The same, and holds the answer against what the endpoint declares. */
class CheckedSerializationStage final : public SerializationStage {
public:
    explicit CheckedSerializationStage(const Plan& plan) : declaration_{plan} {}

    Flow enter(Run& run) const override {
        std::vector<FieldError> breaches;
        Rendering out = rendering(run);
        out.check_content(breaches);
        write(run, out);
        declaration_.check(run.response(), breaches);
        run.services().succeed();
        return Flow::proceed;
    }

private:
    ResponseDeclaration declaration_;
};

}  // namespace

void serialize_output(Stages& stages, const Plan& plan) {
    // Who is left out of the documentation declares nothing to anybody.
    if (plan.validates_responses && !plan.is_hidden) stages.push_back(std::make_unique<CheckedSerializationStage>(plan));
    else stages.push_back(std::make_unique<SerializationStage>());
}

}  // namespace serval
