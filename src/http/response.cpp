#include <serval/http/response.hpp>

#include <stdexcept>

namespace serval {

Response::Response(Status status, std::string body, std::string_view content_type) : status_{status} {
    set_body(std::move(body), content_type);
}

Response Response::text(std::string body) { return {Status::ok, std::move(body), "text/plain; charset=utf-8"}; }

Response Response::html(std::string body) { return {Status::ok, std::move(body), "text/html; charset=utf-8"}; }

Response Response::json(std::string body) { return {Status::ok, std::move(body), "application/json"}; }

Response Response::redirect(std::string_view location, Status status) {
    if (!is_redirect(status)) throw std::invalid_argument{"a redirect's status is a 3xx"};
    Response response{status};
    response.set_header("Location", location);
    return response;
}

Response Response::stream(std::unique_ptr<ContentSource> source, std::string_view content_type) {
    Response response;
    response.set_source(std::move(source), content_type);
    return response;
}

Response& Response::set_body(std::string body, std::string_view content_type) {
    body_ = std::move(body);
    source_.reset();
    headers_.set("Content-Type", content_type);
    return *this;
}

Response& Response::set_source(std::unique_ptr<ContentSource> source, std::string_view content_type) {
    source_ = std::move(source);
    body_.clear();
    headers_.set("Content-Type", content_type);
    return *this;
}

void Response::clear() noexcept {
    status_ = Status::ok;
    headers_.clear();
    body_.clear();
    source_.reset();
}

}  // namespace serval
