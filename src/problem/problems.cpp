#include <serval/problem/problems.hpp>

#include <algorithm>

namespace serval {
namespace {

template <class Texts>
std::string joined(const Texts& texts) {
    std::string result;
    for (const auto& text : texts) {
        if (!result.empty()) result += ", ";
        result += text;
    }
    return result;
}

/** `text` as it may stand in a header field or a sentence: what a client sent cannot make the answer fail. */
std::string printable(std::string_view text) {
    std::string result{text.substr(0, 100)};
    std::replace_if(result.begin(), result.end(), [](char c) { return c < 0x20 || c > 0x7E; }, '?');
    return result;
}

Problem made(Status status, std::string detail, std::string code = {}) {
    if (detail.empty()) detail = default_detail(status);
    return Problem{status, std::move(detail), std::move(code)};
}

void retry_after(Problem& problem, std::chrono::seconds wait) {
    problem.headers.set("Retry-After", std::to_string(std::max(wait.count(), std::chrono::seconds::rep{0})));
}

void challenge(Problem& problem, std::span<const std::string> challenges) {
    for (const std::string& each : challenges) problem.headers.add("WWW-Authenticate", each);
}

}  // namespace

namespace problem {

Problem malformed(std::string detail) { return made(Status::bad_request, std::move(detail)); }

Problem invalid(std::vector<FieldError> errors) {
    Problem result{Status::bad_request, "Invalid input.", "invalid"};
    result.errors = std::move(errors);
    return result;
}

Problem missing_field(std::string_view field) {
    FieldError error{Place::body, {}, "required", "This field is required."};
    append_pointer(error.pointer, field);
    std::vector<FieldError> errors;
    errors.push_back(std::move(error));
    return invalid(std::move(errors));
}

Problem not_authenticated(std::span<const std::string> challenges) {
    Problem result = made(Status::unauthorized, {});
    challenge(result, challenges);
    return result;
}

Problem authentication_failed(std::span<const std::string> challenges, std::string detail) {
    if (detail.empty()) detail = "Incorrect authentication credentials.";
    Problem result = made(Status::unauthorized, std::move(detail), "authentication_failed");
    challenge(result, challenges);
    return result;
}

Problem permission_denied(std::string detail) { return made(Status::forbidden, std::move(detail)); }

Problem not_found(std::string detail) { return made(Status::not_found, std::move(detail)); }

Problem method_not_allowed(const Method& method, std::span<const Method> allowed) {
    Problem result = made(Status::method_not_allowed, "Method \"" + std::string{method.name()} + "\" not allowed.");
    std::vector<std::string_view> names;
    for (const Method& each : allowed) names.push_back(each.name());
    result.headers.set("Allow", joined(names));
    return result;
}

Problem not_acceptable(std::span<const std::string_view> available) {
    Problem result = made(Status::not_acceptable, {});
    result.members.emplace_back("available", joined(available));
    return result;
}

Problem content_too_large(std::size_t limit) {
    return made(Status::content_too_large, "The content is larger than " + std::to_string(limit) + " bytes.");
}

Problem unsupported_media_type(std::string_view media_type, std::span<const std::string_view> accepted) {
    Problem result = made(Status::unsupported_media_type, "Unsupported media type \"" + printable(media_type) + "\" in request.");
    result.headers.set("Accept", joined(accepted));
    return result;
}

Problem throttled(std::chrono::seconds wait) {
    const std::string unit = wait.count() == 1 ? " second." : " seconds.";
    Problem result = made(Status::too_many_requests, "Request was throttled. Expected available in " +
                                                         std::to_string(wait.count()) + unit);
    retry_after(result, wait);
    return result;
}

Problem unexpected(std::string_view request_id, std::string_view detail) {
    Problem result = made(Status::internal_server_error, std::string{detail});
    if (!request_id.empty()) result.members.emplace_back("request_id", request_id);
    return result;
}

Problem service_unavailable(std::chrono::seconds wait) {
    Problem result = made(Status::service_unavailable, {});
    retry_after(result, wait);
    return result;
}

}  // namespace problem

}  // namespace serval
