#pragma once

#include <chrono>
#include <exception>
#include <string>
#include <utility>
#include <vector>

#include <serval/problem/problem.hpp>

namespace serval {

/** A refusal or failure that a handler throws, or names among its outcomes: `throw NotFound{"No such book."};`

    Caught once, by the pipeline, and answered as its problem. A class of one's own derives from it, or from `StatusError`.
*/
class HttpError : public std::exception {
public:
    explicit HttpError(Problem problem) : problem_{std::move(problem)} {}

    [[nodiscard]] const Problem& problem() const noexcept { return problem_; }
    /** To be added to before it is thrown: header fields, further members. */
    [[nodiscard]] Problem& problem() noexcept { return problem_; }

    /** The problem's detail, or its title where there is none. */
    [[nodiscard]] const char* what() const noexcept override;

private:
    Problem problem_;
};

/** An `HttpError` whose type says its status. Detail and code are `default_detail` and `default_code` unless given. */
template <Status S>
class StatusError : public HttpError {
public:
    static constexpr Status status = S;

    StatusError() : StatusError{std::string{default_detail(S)}} {}
    explicit StatusError(std::string detail, std::string code = {})
        : HttpError{Problem{S, std::move(detail), std::move(code)}} {}
};

/** The request cannot be read at all. For readable input that is wrong, `ValidationFailed` says where. */
struct BadRequest : StatusError<Status::bad_request> { using StatusError::StatusError; };

/** The client has not said who it is; `AuthenticationFailed` when what it said is wrong. The pipeline adds the challenges. */
struct Unauthorized : StatusError<Status::unauthorized> { using StatusError::StatusError; };

/** The client said who it is, and that is wrong. */
struct AuthenticationFailed : Unauthorized {
    AuthenticationFailed() : AuthenticationFailed{"Incorrect authentication credentials."} {}
    explicit AuthenticationFailed(std::string detail, std::string code = "authentication_failed")
        : Unauthorized{std::move(detail), std::move(code)} {}
};

struct Forbidden : StatusError<Status::forbidden> { using StatusError::StatusError; };
struct NotFound : StatusError<Status::not_found> { using StatusError::StatusError; };
/** `problem::method_not_allowed` makes one with its Allow. */
struct MethodNotAllowed : StatusError<Status::method_not_allowed> { using StatusError::StatusError; };
struct NotAcceptable : StatusError<Status::not_acceptable> { using StatusError::StatusError; };
struct RequestTimeout : StatusError<Status::request_timeout> { using StatusError::StatusError; };
struct Conflict : StatusError<Status::conflict> { using StatusError::StatusError; };
struct Gone : StatusError<Status::gone> { using StatusError::StatusError; };
struct PreconditionFailed : StatusError<Status::precondition_failed> { using StatusError::StatusError; };
struct ContentTooLarge : StatusError<Status::content_too_large> { using StatusError::StatusError; };
struct RangeNotSatisfiable : StatusError<Status::range_not_satisfiable> { using StatusError::StatusError; };
struct UnsupportedMediaType : StatusError<Status::unsupported_media_type> { using StatusError::StatusError; };
struct UnprocessableContent : StatusError<Status::unprocessable_content> { using StatusError::StatusError; };
struct PreconditionRequired : StatusError<Status::precondition_required> { using StatusError::StatusError; };

/** Too many requests from this client; `wait` is sent as Retry-After and told in the detail. */
struct TooManyRequests : StatusError<Status::too_many_requests> {
    TooManyRequests() = default;
    explicit TooManyRequests(std::chrono::seconds wait);
    using StatusError::StatusError;
};

struct InternalServerError : StatusError<Status::internal_server_error> { using StatusError::StatusError; };
struct NotImplemented : StatusError<Status::not_implemented> { using StatusError::StatusError; };

/** A server that the handler asked failed. */
struct BadGateway : StatusError<Status::bad_gateway> { using StatusError::StatusError; };

/** Not now, for reasons of the server's own; `wait` is sent as Retry-After. */
struct ServiceUnavailable : StatusError<Status::service_unavailable> {
    ServiceUnavailable() = default;
    explicit ServiceUnavailable(std::chrono::seconds wait);
    using StatusError::StatusError;
};

/** What the handler waited for took too long; a `TimedOut` that nobody catches becomes this one. */
struct GatewayTimeout : StatusError<Status::gateway_timeout> { using StatusError::StatusError; };

/** There is no room to store what the request brings; trying again does not help before somebody has made some. The log is told. */
struct InsufficientStorage : StatusError<Status::insufficient_storage> { using StatusError::StatusError; };

/** Readable input with faulty values, each with its place. A 422 where `invalid_input` says so. */
struct ValidationFailed : StatusError<Status::bad_request> {
    explicit ValidationFailed(std::vector<FieldError> errors);
    /** One faulty value of the body; an empty pointer stands for all of it. */
    ValidationFailed(std::string pointer, std::string message, std::string code = "invalid");
};

}  // namespace serval
