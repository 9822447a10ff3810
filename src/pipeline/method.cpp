#include <string>
#include <utility>

#include <serval/problem/http_error.hpp>

#include "pipeline/pipeline.hpp"
#include "pipeline/stages.hpp"

namespace serval {
namespace {

/** Answers what the router found no endpoint for. */
class MethodStage final : public Stage {
public:
    Flow enter(Run& run) const override {
        switch (run.match().outcome) {
            case Match::Outcome::found: return Flow::proceed;
            case Match::Outcome::not_found: throw NotFound{};
            case Match::Outcome::malformed: throw BadRequest{"The path is not well-formed."};
            case Match::Outcome::method_not_allowed: refuse_method(run);
            case Match::Outcome::options: return answer_options(run);
            case Match::Outcome::redirect: return redirect(run);
        }
        throw NotFound{};
    }

private:
    static std::string allowed(Run& run) { return run.pipeline().router().allow(run.match().allowed); }

    [[noreturn]] static void refuse_method(Run& run) {
        MethodNotAllowed error{"Method \"" + std::string{run.request().method().name()} + "\" not allowed."};
        error.problem().headers.set("Allow", allowed(run));
        throw error;
    }

    static Flow answer_options(Run& run) {
        run.response() = Response{Status::no_content};
        run.response().set_header("Allow", allowed(run));
        return Flow::answered;
    }

    static Flow redirect(Run& run) {
        std::string location = run.match().location.value();
        if (!run.request().query_string().empty()) location.append("?").append(run.request().query_string());
        run.response() = Response::redirect(location, Status::permanent_redirect);
        return Flow::answered;
    }
};

}  // namespace

void check_method(Stages& stages) { stages.push_back(std::make_unique<MethodStage>()); }

}  // namespace serval
