#include "pipeline/failure.hpp"

#include <optional>
#include <string>

#include <serval/logging/request_id.hpp>
#include <serval/problem/http_error.hpp>
#include <serval/problem/problems.hpp>
#include <serval/tasks/cancellation.hpp>
#include <serval/tasks/worker_pool.hpp>

#include "pipeline/pipeline.hpp"
#include "pipeline/plan.hpp"
#include "pipeline/run.hpp"

namespace serval {
namespace {

std::optional<Problem> translate(const Plan& plan, const std::exception_ptr& error) {
    for (const auto& translator : plan.error_translators) {
        if (auto problem = translator->translate(error)) return problem;
    }
    return std::nullopt;
}

std::string what_of(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const std::exception& caught) {
        return caught.what();
    } catch (...) {
        return "an exception that is no std::exception";
    }
}

/** The client learns nothing but a name; the log has the rest. */
Problem unexpected(Run& run, const std::exception_ptr& error) {
    if (auto* const probe = run.request().attributes().find<UnexpectedFailure>()) probe->error = error;
    const std::string id{request_id_of(run.request())};
    run.pipeline().log().error("a request failed unexpectedly: " + what_of(error),
                               {{"request_id", id},
                                {"method", run.request().method().name()},
                                {"target", run.request().target()}});
    return problem::unexpected(id);
}

Problem problem_for(Run& run, const std::exception_ptr& error) {
    if (auto problem = translate(run.plan(), error)) return std::move(*problem);
    try {
        std::rethrow_exception(error);
    } catch (const HttpError& expected) {
        return expected.problem();
    } catch (const WorkersBusy&) {
        return problem::service_unavailable(std::chrono::seconds{1});
    } catch (const Cancelled&) {
        return problem::service_unavailable(std::chrono::seconds{1});   // the server stops, or the client is gone and hears nothing
    } catch (...) {
        return unexpected(run, error);
    }
}

/** A 401 carries every challenge that applies; where there is none, it would be a question that nobody can answer: 403. */
void add_challenges(const Plan& plan, Problem& problem) {
    if (problem.status != Status::unauthorized || problem.headers.contains("WWW-Authenticate")) return;
    if (plan.challenges.empty()) problem.status = Status::forbidden;
    for (const std::string& challenge : plan.challenges) problem.headers.add("WWW-Authenticate", challenge);
}

}  // namespace

void answer_failure(Run& run, const std::exception_ptr& error) noexcept {
    run.response().clear();
    try {
        Problem problem = problem_for(run, error);
        add_challenges(run.plan(), problem);
        run.plan().error_format.render(problem, run.request(), run.response());
    } catch (...) {
        // Even saying what went wrong went wrong, for want of memory at the latest.
        run.response().clear();
        run.response().set_status(Status::internal_server_error);
    }
}

}  // namespace serval
