#include <serval/problem/problem.hpp>

namespace serval {
namespace {

struct Words {
    std::string_view code;
    std::string_view detail;
};

Words words(Status status) noexcept {
    switch (status) {
        case Status::bad_request: return {"parse_error", "Malformed request."};
        case Status::unauthorized: return {"not_authenticated", "Authentication credentials were not provided."};
        case Status::forbidden: return {"permission_denied", "You do not have permission to perform this action."};
        case Status::not_found: return {"not_found", "Not found."};
        case Status::method_not_allowed: return {"method_not_allowed", "Method not allowed."};
        case Status::not_acceptable: return {"not_acceptable", "Could not satisfy the request Accept header."};
        case Status::request_timeout: return {"request_timeout", "The request took too long to arrive."};
        case Status::conflict: return {"conflict", "The request conflicts with the present state."};
        case Status::gone: return {"gone", "No longer available."};
        case Status::precondition_failed: return {"precondition_failed", "A condition of the request is not met."};
        case Status::content_too_large: return {"content_too_large", "The content is too large."};
        case Status::uri_too_long: return {"uri_too_long", "The target is too long."};
        case Status::unsupported_media_type: return {"unsupported_media_type", "Unsupported media type in request."};
        case Status::range_not_satisfiable: return {"range_not_satisfiable", "There is nothing in the requested range."};
        case Status::unprocessable_content: return {"invalid", "Invalid input."};
        case Status::precondition_required: return {"precondition_required", "The request has to be conditional."};
        case Status::request_header_fields_too_large: return {"request_header_fields_too_large", "The head is too large."};
        case Status::too_many_requests: return {"throttled", "Request was throttled."};
        case Status::internal_server_error: return {"error", "A server error occurred."};
        case Status::not_implemented: return {"not_implemented", "Not implemented."};
        case Status::bad_gateway: return {"bad_gateway", "A server that this one depends on failed."};
        case Status::service_unavailable: return {"service_unavailable", "Service temporarily unavailable, try again later."};
        case Status::gateway_timeout: return {"gateway_timeout", "What this answer depends on took too long."};
        case Status::insufficient_storage: return {"insufficient_storage", "There is no room to store this."};
        default: return {"error", {}};
    }
}

}  // namespace

std::string_view name(Place place) noexcept {
    switch (place) {
        case Place::body: return "body";
        case Place::query: return "query";
        case Place::path: return "path";
        case Place::header: return "header";
        case Place::cookie: return "cookie";
        case Place::form: return "form";
    }
    return "body";
}

void append_pointer(std::string& pointer, std::string_view token) {
    pointer += '/';
    for (const char c : token) {
        if (c == '~') pointer += "~0";
        else if (c == '/') pointer += "~1";
        else pointer += c;
    }
}

Problem::Problem(Status status_, std::string detail_, std::string code_)
    : status{status_}, code{std::move(code_)}, detail{std::move(detail_)} {
    if (code.empty()) code = default_code(status);
}

std::string_view default_code(Status status) noexcept { return words(status).code; }

std::string_view default_detail(Status status) noexcept { return words(status).detail; }

}  // namespace serval
