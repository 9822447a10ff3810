#include <serval/problem/http_error.hpp>

#include <serval/problem/problems.hpp>

namespace serval {

const char* HttpError::what() const noexcept {
    return problem_.detail.empty() ? problem_.title().data() : problem_.detail.c_str();
}

TooManyRequests::TooManyRequests(std::chrono::seconds wait) { problem() = problem::throttled(wait); }

ServiceUnavailable::ServiceUnavailable(std::chrono::seconds wait) { problem() = problem::service_unavailable(wait); }

ValidationFailed::ValidationFailed(std::vector<FieldError> errors) { problem() = problem::invalid(std::move(errors)); }

ValidationFailed::ValidationFailed(std::string pointer, std::string message, std::string code)
    : ValidationFailed{std::vector{FieldError{Place::body, std::move(pointer), std::move(code), std::move(message)}}} {}

}  // namespace serval
