#include <serval/testing/client.hpp>

#include <exception>
#include <stdexcept>

#include <serval/http/base64.hpp>
#include <serval/http/query.hpp>
#include <serval/http/uri.hpp>

#include "middleware/csrf_token.hpp"
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
Client& Client::enforce_csrf(bool enforce) noexcept { return enforces_csrf_ = enforce, *this; }

namespace {

constexpr std::string_view host = "testserver";

/** The target that `location`, seen from `target`, leads to; nothing when it is another host's. */
std::optional<std::string> resolved(std::string_view location, std::string_view target) {
    location = location.substr(0, location.find('#'));
    if (const auto origin = Origin::parse(location)) {
        if (origin->host != host) return std::nullopt;
        const auto path = location.find_first_of("/?", location.find("//") + 2);
        const std::string rest{path == std::string_view::npos ? "" : location.substr(path)};
        return rest.starts_with('/') ? rest : '/' + rest;
    }
    if (location.starts_with("//") || location.find(':') < location.find_first_of("/?")) return std::nullopt;
    if (location.starts_with('/')) return std::string{location};
    const std::string_view path = target.substr(0, target.find('?'));
    const std::string_view base = location.starts_with('?') ? path : path.substr(0, path.rfind('/') + 1);
    return std::string{base}.append(location);
}

/** Whether a request of `method` is repeated as it is (RFC 9110 §15.4). */
bool keeps_method(Status status, const Method& method) {
    if (method == Method::get || method == Method::head) return true;
    if (status == Status::see_other) return false;
    return method != Method::post || (status != Status::moved_permanently && status != Status::found);
}

}  // namespace

Response Client::send(RequestBuilder request) {
    constexpr int most_redirects = 10;
    for (int redirects = 0;; ++redirects) {
        Response response = send_once(request);
        const std::string location = response.header("Location");
        if (!follows_redirects_ || !is_redirect(response.status()) || location.empty()) return response;
        if (redirects == most_redirects) throw std::runtime_error{"more than ten redirects, the last to " + location};
        const auto target = resolved(location, request.target_);
        if (!target.has_value()) return response;
        request.target_ = *target;
        if (!keeps_method(response.status(), request.method_)) request.forget_content();
    }
}

namespace {

/** A request's own fields take the place of what is sent anyhow. One that is given several times is sent as often, but for the type of the content. */
void add_fields(Headers& headers, const Headers& own) {
    for (const Headers::Field field : own) headers.remove(field.name);
    for (const Headers::Field field : own) {
        if (same_field_name(field.name, "Content-Type")) headers.set(field.name, field.value);
        else headers.add(field.name, field.value);
    }
}

}  // namespace

Response Client::send_once(const RequestBuilder& request) {
    InProcessExchange exchange;
    exchange.request = Request{request.method_, request.target_};
    Headers& headers = exchange.request.headers();
    headers.add("Host", host);
    for (const Headers::Field field : headers_) headers.set(field.name, field.value);
    add_fields(headers, request.headers_);
    const std::string_view path = std::string_view{request.target_}.substr(0, request.target_.find('?'));
    if (const std::string cookies = cookies_.field(path, clock_->now()); !cookies.empty()) headers.set("Cookie", cookies);
    exchange.request.mutable_body() = request.body_;
    if (user_.has_value()) exchange.request.attributes().put(*user_);
    if (!enforces_csrf_) exchange.request.attributes().put(serval::detail::CsrfPassed{});
    auto& probe = exchange.request.attributes().put(UnexpectedFailure{});

    if (request.most_events_.has_value()) {
        exchange.leave_when([most = *request.most_events_](std::string_view content) { return read_events(content).size() >= most; });
    }
    exchange.run(app_.core().pipeline());
    if (probe.error != nullptr && !renders_errors_) std::rethrow_exception(probe.error);
    for (const std::string_view line : exchange.response.headers().all("Set-Cookie")) cookies_.keep(line, path, clock_->now());
    if (request.method_ == Method::head) exchange.content().clear();
    return {std::move(exchange.response), std::move(exchange.content())};
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

namespace {

/** A name as it stands in a part's head: in a quoted string, line breaks as browsers write them. */
std::string escaped(std::string_view name) {
    std::string text;
    for (const char c : name) {
        if (c == '"' || c == '\\') text.append("\\").append(1, c);
        else if (c == '\r') text += "%0D";
        else if (c == '\n') text += "%0A";
        else text += c;
    }
    return text;
}

}  // namespace

RequestBuilder& RequestBuilder::multipart(const std::vector<Part>& parts) {
    static constexpr std::string_view boundary = "serval-test-boundary-7f4c2d";
    std::string text;
    for (const Part& part : parts) {
        text.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"").append(escaped(part.name)).append("\"");
        if (!part.filename.empty()) text.append("; filename=\"").append(escaped(part.filename)).append("\"");
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

void RequestBuilder::forget_content() {
    method_ = Method::get;
    body_.clear();
    headers_.remove("Content-Type");
}

Response RequestBuilder::send() { return client_.send(*this); }

}  // namespace serval::test
