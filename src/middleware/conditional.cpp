#include <serval/middleware/conditional.hpp>

#include <chrono>
#include <string>

#include <serval/http/date.hpp>
#include <serval/http/preconditions.hpp>
#include <serval/problem/http_error.hpp>

namespace serval {
namespace {

Validators validators_of(const Response& response) {
    Validators validators;
    if (const auto tag = response.header("ETag")) validators.etag = EntityTag::parse(*tag);
    if (const auto date = response.header("Last-Modified")) {
        validators.last_modified = parse_http_date(*date, std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
    }
    return validators;
}

void become_not_modified(Response& response) {
    response.set_status(Status::not_modified);
    response.body().clear();
    static_cast<void>(response.take_source());
    response.headers().remove("Content-Type");
}

class Conditional final : public Middleware {
public:
    void leave(const Request& request, Response& response) override {
        const bool is_read = request.method() == Method::get || request.method() == Method::head;
        if (!is_read || response.status() != Status::ok) return;
        const bool needs_tag = !response.is_streamed() && !response.header("ETag").has_value();
        if (needs_tag) response.set_header("ETag", EntityTag::of(response.body()).text());
        switch (evaluate_preconditions(request, validators_of(response))) {
            case PreconditionOutcome::met: return;
            case PreconditionOutcome::not_modified: return become_not_modified(response);
            case PreconditionOutcome::failed: throw PreconditionFailed{};
        }
    }
    std::string name() const override { return "conditional"; }
    void describe(const DescribedOperation& operation, DeclaredResponses& responses) const override {
        if (operation.method != Method::get && operation.method != Method::head) return;
        responses.empty(Status::not_modified);
        responses.problem(Status::precondition_failed);
    }
};

}  // namespace

std::shared_ptr<Middleware> conditional() { return std::make_shared<Conditional>(); }

}  // namespace serval
