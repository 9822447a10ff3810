#include "pipeline/failure.hpp"

#include <optional>
#include <string>

#include <serval/logging/request_id.hpp>
#include <serval/problem/http_error.hpp>
#include <serval/problem/problems.hpp>
#include <serval/serialization/response_mismatch.hpp>
#include <serval/tasks/cancellation.hpp>
#include <serval/tasks/with_timeout.hpp>
#include <serval/tasks/worker_pool.hpp>

#include "pipeline/pipeline.hpp"
#include "pipeline/plan.hpp"
#include "pipeline/run.hpp"

namespace serval {
namespace {

/** Ask the error handlers, from the endpoint outwards. One that throws hands on what it threw, in the place of `error`. */
std::optional<Problem> translate(Run& run, std::exception_ptr& error) {
    for (const auto& translator : run.plan().error_translators) {
        try {
            if (auto problem = translator->translate(error, run.request())) return problem;
        } catch (...) {
            error = std::current_exception();
        }
    }
    return std::nullopt;
}

bool is_mismatch(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const ResponseMismatch&) {
        return true;
    } catch (...) {
        return false;
    }
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

/** The client learns nothing but a name, unless the app is being developed; the log has the rest. */
Problem unexpected(Run& run, const std::exception_ptr& error) {
    if (auto* const probe = run.request().attributes().find<UnexpectedFailure>()) probe->error = error;
    const std::string id{request_id_of(run.request())};
    const std::string what = what_of(error);
    run.pipeline().log().error("a request failed unexpectedly: " + what,
                               {{"request_id", id},
                                {"method", run.request().method().name()},
                                {"target", run.request().target()}});
    return problem::unexpected(id, run.pipeline().tells_unexpected() ? what : std::string_view{});
}

/** Nobody's programming error, and yet worth knowing of. */
Problem too_late(Run& run) {
    run.pipeline().log().warning("what a handler waited for took too long",
                                 {{"request_id", request_id_of(run.request())},
                                  {"method", run.request().method().name()},
                                  {"target", run.request().target()}});
    return Problem{Status::gateway_timeout, std::string{default_detail(Status::gateway_timeout)}};
}

/** A refusal that lasts until the operator does something. */
void tell_of_full_storage(Run& run) {
    run.pipeline().log().error("nothing can be stored: the disk or the database is full; free some of it, or raise the database's limit",
                               {{"request_id", request_id_of(run.request())},
                                {"method", run.request().method().name()},
                                {"target", run.request().target()}});
}

Problem problem_for(Run& run, std::exception_ptr error) {
    if (is_mismatch(error)) return unexpected(run, error);   // a mistake in the program, which no error handler knows better
    if (auto problem = translate(run, error)) return std::move(*problem);
    try {
        std::rethrow_exception(error);
    } catch (const HttpError& expected) {
        if (expected.problem().status == Status::insufficient_storage) tell_of_full_storage(run);
        return expected.problem();
    } catch (const TimedOut&) {
        return too_late(run);
    } catch (const WorkersBusy&) {
        return problem::service_unavailable(std::chrono::seconds{1});
    } catch (const Cancelled&) {
        return problem::service_unavailable(std::chrono::seconds{1});   // the server stops, or the client is gone and hears nothing
    } catch (...) {
        return unexpected(run, error);
    }
}

/** Wrong input has the status that is said for it, whoever found it wrong. */
void settle_status(const Plan& plan, Problem& problem) {
    if (problem.status == Status::bad_request && problem.code == "invalid") problem.status = status_of(plan.invalid_input);
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
        settle_status(run.plan(), problem);
        add_challenges(run.plan(), problem);
        run.plan().error_format.render(problem, run.request(), run.response());
    } catch (...) {
        // Even saying what went wrong went wrong, for want of memory at the latest.
        run.response().clear();
        run.response().set_status(Status::internal_server_error);
    }
}

}  // namespace serval
