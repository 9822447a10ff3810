#include <serval/testing/client.hpp>

#include <exception>
#include <stdexcept>

#include <serval/http/base64.hpp>
#include <serval/http/query.hpp>

#include "pipeline/failure.hpp"
#include "server/app_core.hpp"
#include "testing/in_process_exchange.hpp"

namespace serval::test {

Settings settings() {
    Settings settings;
    settings.workers = 2;
    settings.log.level = LogLevel::off;
    settings.validate_responses = true;
    return settings;
}

Client::Client(App app) : app_{std::move(app)} {
    app_.core().clock = clock_;
    app_.build();
    app_.core().start();
}

Client::~Client() { app_.core().stop(); }

Client& Client::credentials(std::string_view name, std::string_view password) {
    headers_.set("Authorization", "Basic " + to_base64(std::string{name}.append(":").append(password)));
    return *this;
}

Client& Client::force_authenticate(std::optional<User> user) { return user_ = std::move(user), *this; }
Client& Client::follow_redirects(bool follow) noexcept { return follows_redirects_ = follow, *this; }
Client& Client::render_errors(bool render) noexcept { return renders_errors_ = render, *this; }

Response Client::send(const RequestBuilder& request) {
    constexpr int most_redirects = 10;
    Method method = request.method_;
    std::string target = request.target_;
    for (int redirects = 0;; ++redirects) {
        Response response = send_once(method, target, request);
        if (!follows_redirects_ || !is_redirect(response.status()) || response.header("Location").empty()) return response;
        if (redirects == most_redirects) throw std::runtime_error{"more than ten redirects, the last to " + response.header("Location")};
        target = response.header("Location");
        if (response.status() == Status::see_other) method = Method::get;
    }
}

Response Client::send_once(Method method, const std::string& target, const RequestBuilder& request) {
    InProcessExchange exchange;
    exchange.request = Request{method, target};
    Headers& headers = exchange.request.headers();
    headers.add("Host", "testserver");
    for (const Headers::Field field : headers_) headers.set(field.name, field.value);
    for (const Headers::Field field : request.headers_) headers.set(field.name, field.value);
    add_cookies(headers);
    exchange.request.mutable_body() = request.body_;
    if (user_.has_value()) exchange.request.attributes().put(*user_);
    auto& probe = exchange.request.attributes().put(UnexpectedFailure{});

    exchange.run(app_.core().pipeline());
    if (probe.error != nullptr && !renders_errors_) std::rethrow_exception(probe.error);
    keep_cookies(exchange.response);
    if (method == Method::head) exchange.content().clear();
    return {std::move(exchange.response), std::move(exchange.content())};
}

void Client::add_cookies(Headers& headers) const {
    std::string line;
    for (const auto& [name, value] : cookies_) line.append(line.empty() ? "" : "; ").append(name).append("=").append(value);
    if (!line.empty()) headers.set("Cookie", line);
}

void Client::keep_cookies(const serval::Response& response) {
    for (const std::string_view line : response.headers().all("Set-Cookie")) {
        const std::string_view pair = line.substr(0, line.find(';'));
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos) continue;
        const std::string name{pair.substr(0, equals)};
        const bool deleted = line.find("Max-Age=0") != std::string_view::npos || line.find("Max-Age=-") != std::string_view::npos;
        if (deleted) cookies_.erase(name);
        else cookies_[name] = pair.substr(equals + 1);
    }
}

RequestBuilder::RequestBuilder(Client& client, Method method, std::string_view target)
    : client_{client}, method_{method}, target_{target} {
    if (target_.empty() || target_.front() != '/') throw std::invalid_argument{"a target begins with a slash: \"" + target_ + "\" does not"};
}

RequestBuilder& RequestBuilder::header(std::string_view name, std::string_view value) { return headers_.add(name, value), *this; }

RequestBuilder& RequestBuilder::query(std::string_view name, std::string_view value) {
    QueryParameters parameter;
    parameter.add(name, value);
    target_ += (target_.find('?') == std::string::npos ? "?" : "&") + parameter.to_string();
    return *this;
}

RequestBuilder& RequestBuilder::json(const Json& json) { return body(json.dump(), "application/json"); }

RequestBuilder& RequestBuilder::form(const std::vector<std::pair<std::string, std::string>>& fields) {
    QueryParameters parameters;
    for (const auto& [name, value] : fields) parameters.add(name, value);
    return body(parameters.to_string(), "application/x-www-form-urlencoded");
}

RequestBuilder& RequestBuilder::multipart(const std::vector<Part>& parts) {
    static constexpr std::string_view boundary = "serval-test-boundary-7f4c2d";
    std::string text;
    for (const Part& part : parts) {
        text.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"").append(part.name).append("\"");
        if (!part.filename.empty()) text.append("; filename=\"").append(part.filename).append("\"");
        if (!part.content_type.empty()) text.append("\r\nContent-Type: ").append(part.content_type);
        text.append("\r\n\r\n").append(part.content).append("\r\n");
    }
    text.append("--").append(boundary).append("--\r\n");
    return body(std::move(text), "multipart/form-data; boundary=" + std::string{boundary});
}

RequestBuilder& RequestBuilder::body(std::string body, std::string_view content_type) {
    body_ = std::move(body);
    headers_.set("Content-Type", content_type);
    return *this;
}

Response RequestBuilder::send() { return client_.send(*this); }

}  // namespace serval::test
