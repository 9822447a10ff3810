#include "openapi/responses.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include <serval/http/media_type.hpp>
#include <serval/model/type_info.hpp>

#include "openapi/put.hpp"
#include "openapi/security.hpp"
#include "pipeline/endpoint_facts.hpp"

namespace serval::detail {
namespace {

/** What the standard says of some fields (RFC 9110), in the words of a Header Object. */
OrderedJson describe_known_header(const std::string& name) {
    if (name == "Location") {
        return {{"description", "Where it is."}, {"schema", {{"type", "string"}, {"format", "uri-reference"}}}};
    }
    if (name == "Retry-After") {
        return {{"description", "When to try again, in seconds."}, {"schema", {{"type", "integer"}, {"minimum", 0}}}};
    }
    if (name == "RateLimit-Policy") {
        return {{"description", "The quotas (q) that hold, each in its window (w) of seconds."}, {"schema", {{"type", "string"}}}};
    }
    if (name == "RateLimit") {
        return {{"description", "What remains (r) of each quota, and in how many seconds there is more (t)."}, {"schema", {{"type", "string"}}}};
    }
    if (name == "WWW-Authenticate") {
        return {{"description", "How to say who asks."}, {"schema", {{"type", "string"}}}};
    }
    if (name == "Allow") return {{"description", "The methods there are."}, {"schema", {{"type", "string"}}}};
    return {{"schema", {{"type", "string"}}}};
}

bool is_either(std::string_view text, std::string_view one, std::string_view other) noexcept { return text == one || text == other; }

/** Of content that has no model: characters, or octets. */
OrderedJson schema_of_content(std::string_view media_type) {
    OrderedJson schema{{"type", "string"}};
    const auto type = MediaType::parse(media_type);
    const bool is_text = type.has_value() && (type->type() == "text" || is_either(type->subtype(), "json", "xml") || is_either(type->suffix(), "json", "xml"));
    if (!is_text) schema["format"] = "binary";
    return schema;
}

/** The example as a value of the field's type, in JSON; null where there is none. */
OrderedJson example_of(const ResponseHeader& header) {
    if (header.example.empty()) return nullptr;
    const bool is_text = header.type == nullptr || header.type->kind == Kind::string || header.type->kind == Kind::text;
    OrderedJson value = is_text ? OrderedJson(OrderedJson::value_t::discarded) : OrderedJson::parse(header.example, nullptr, false);
    return value.is_discarded() ? OrderedJson(header.example) : value;
}

OrderedJson describe_header(const ResponseHeader& header, Components& components) {
    OrderedJson described = describe_known_header(header.name);
    put(described, "description", header.description);
    if (header.required) described["required"] = true;
    if (header.deprecated) described["deprecated"] = true;
    if (header.type != nullptr) described["schema"] = components.schema(*header.type, nullptr, Direction::output);
    put(described, "example", example_of(header));
    return described;
}

/** What a failure of this status always carries. */
std::string_view header_of(Status status) noexcept {
    switch (status) {
        case Status::unauthorized: return "WWW-Authenticate";
        case Status::method_not_allowed: return "Allow";
        case Status::too_many_requests: return "Retry-After";
        default: return {};
    }
}

/** All that is said of one status. */
class Outcome {
public:
    void describe(const std::string& text) {
        if (!text.empty()) description_ = text;
    }
    void add_header(const std::string& name, OrderedJson described) { headers_[name] = std::move(described); }
    void add_content(const std::string& media_type, OrderedJson schema) {
        auto& schemas = content_[media_type];
        if (std::find(schemas.begin(), schemas.end(), schema) == schemas.end()) schemas.push_back(std::move(schema));
    }
    void add_failure(const std::string& media_type, OrderedJson schema) {
        ++failures_;
        add_content(media_type, std::move(schema));
    }
    /** Take in what an alternative says of the same status. */
    void add(const Outcome& other) {
        const bool is_told = other.description_.empty() || description_.find(other.description_) != std::string::npos;
        if (!is_told) description_ += (description_.empty() ? "" : " / ") + other.description_;
        failures_ += other.failures_;
        headers_.update(other.headers_);
        for (const auto& [media_type, schemas] : other.content_) {
            for (const OrderedJson& schema : schemas) add_content(media_type, schema);
        }
    }
    /** Whether other operations may well say the very same: a failure in the usual words and form. */
    [[nodiscard]] bool is_common() const {
        return description_.empty() && failures_ != 0 && content_.size() == 1 && content_.begin()->second.size() == 1;
    }

    [[nodiscard]] OrderedJson document(Status status) const {
        OrderedJson response{{"description", description_.empty() ? std::string{reason(status)} : description_}};
        if (!headers_.empty()) response["headers"] = headers_;
        if (forbids_content(status)) return response;
        for (const auto& [media_type, schemas] : content_) {
            OrderedJson& schema = response["content"][media_type]["schema"];
            schema = schemas.size() == 1 ? schemas.front() : OrderedJson{{"anyOf", schemas}};
        }
        return response;
    }

private:
    std::string description_;
    int failures_ = 0;
    OrderedJson headers_ = OrderedJson::object();
    std::map<std::string, std::vector<OrderedJson>> content_;
};

using Outcomes = std::map<Status, Outcome>;

/** Whether a path that looks like the pattern may stand for nothing: its text is no value of an argument's type. */
bool has_mismatch(const OperationSource& source) {
    return std::any_of(source.arguments.begin(), source.arguments.end(), [](const Argument& argument) {
        return argument.source == Argument::Source::path && argument.type != nullptr && argument.type->kind != Kind::string;
    });
}

/** All that one endpoint may answer. */
class OutcomeList {
public:
    OutcomeList(const OperationSource& source, Components& components)
        : source_{source},
          components_{components},
          problem_type_{source.plan.error_format.content_type()},
          excluded_{source.levels.resolve(&Policies::excluded_responses)} {}

    /** @param may_miss  Whether a path may look right and stand for nothing. */
    Outcomes gather(bool may_miss) {
        add_declared();
        if (source_.levels.nearest(&Policies::automatic_responses).value_or(true)) add_automatic(may_miss);
        add_rate_limit_fields();
        return std::move(outcomes_);
    }

private:
    void add_automatic(bool may_miss) {
        add_middlewares();
        add_refusals_of_access();
        if (may_miss) add_refusal(Status::not_found);
        add_refusals_of_input();
    }

    void add_declared() {
        for (DeclaredResponse response : declared_responses(source_.plan)) {
            if (response.status == Status::unauthorized && response.is_problem && !brings_challenge(response)) {
                response.status = refusal_of_the_unknown();
            }
            add(response);
        }
    }

    void add_refusals_of_access() {
        const Access access = access_of(source_);
        if (access.tries_credentials || access.needs_user) add_refusal(refusal_of_the_unknown());
        if (access.may_forbid) add_refusal(Status::forbidden);
        if (is_throttled()) add_refusal(Status::too_many_requests);
        if (access.may_be_unavailable || (source_.plan.may_lack_store && needs_store())) add_unavailable();
    }

    /** What those around it answer themselves. */
    void add_middlewares() {
        const DescribedOperation operation{source_.endpoint.method, source_.pattern.template_text(), source_.takes_content()};
        DeclaredResponses responses{source_.plan.default_status, source_.plan.invalid_input};
        for (const AnyMiddleware& middleware : source_.levels.gather(&Policies::middlewares)) middleware.describe(operation, responses);
        for (const DeclaredResponse& response : responses.all()) {
            if (!is_excluded(response.status)) add(response);
        }
    }

    void add_unavailable() {
        DeclaredResponses responses{source_.plan.default_status};
        responses.unavailable();
        if (!is_excluded(Status::service_unavailable)) add(responses.all().front());
    }

    /** Whether it is answered 503 where the store fails. */
    [[nodiscard]] bool needs_store() const {
        const auto throttles = source_.levels.resolve(&Policies::throttles);
        const auto idempotency = idempotency_of(source_.endpoint);
        return std::any_of(throttles.begin(), throttles.end(), [](const ThrottlePtr& throttle) { return !throttle->fails_open(); }) ||
               (idempotency.has_value() && !idempotency->fails_open);
    }

    void add_refusals_of_input() {
        if (source_.endpoint.handler->negotiates()) add_refusal(Status::not_acceptable);
        if (may_be_unreadable()) add_refusal(Status::bad_request);
        if (is_validated()) add_refusal(status_of(source_.plan.invalid_input));
        if (takes_conditions()) add_refusal(Status::precondition_failed);
        if (idempotency_of(source_.endpoint).has_value()) {
            add_refusal(Status::bad_request);
            add_refusal(Status::conflict);
            add_refusal(Status::unprocessable_content);
        }
        if (!source_.takes_content()) return;
        add_refusal(Status::content_too_large);
        add_refusal(Status::unsupported_media_type);
    }

    /** In what is answered once the throttles have been asked. */
    void add_rate_limit_fields() {
        if (!is_throttled() || !source_.levels.nearest(&Policies::rate_limit_fields).value_or(false)) return;
        for (auto& [status, outcome] : outcomes_) {
            if (!is_success(status) && status != Status::too_many_requests) continue;
            for (const char* name : {"RateLimit-Policy", "RateLimit"}) outcome.add_header(name, describe_known_header(name));
        }
    }

    [[nodiscard]] bool is_throttled() const { return !source_.levels.resolve(&Policies::throttles).empty(); }

    [[nodiscard]] bool may_be_unreadable() const { return source_.takes(Argument::Source::query) || source_.takes_content(); }

    [[nodiscard]] bool is_validated() const {
        return may_be_unreadable() || source_.takes(Argument::Source::header) || source_.takes(Argument::Source::cookie) ||
               has_rules_in_path();
    }

    [[nodiscard]] bool has_rules_in_path() const {
        return std::any_of(source_.arguments.begin(), source_.arguments.end(), [](const Argument& argument) {
            return argument.source == Argument::Source::path && argument.rules != nullptr;
        });
    }

    [[nodiscard]] bool takes_conditions() const {
        return std::any_of(source_.arguments.begin(), source_.arguments.end(), [](const Argument& argument) {
            return argument.source == Argument::Source::header && same_field_name(argument.name, "If-Match");
        });
    }

    [[nodiscard]] static bool brings_challenge(const DeclaredResponse& response) {
        return std::any_of(response.headers.begin(), response.headers.end(),
                           [](const ResponseHeader& header) { return same_field_name(header.name, "WWW-Authenticate"); });
    }

    /** A 401 without a challenge leaves as a 403. */
    [[nodiscard]] Status refusal_of_the_unknown() const {
        return source_.plan.challenges.empty() ? Status::forbidden : Status::unauthorized;
    }

    [[nodiscard]] bool is_excluded(Status status) const { return std::find(excluded_.begin(), excluded_.end(), status) != excluded_.end(); }

    void add_refusal(Status status) {
        if (!is_excluded(status)) add_problem(status);
    }

    Outcome& add_problem(Status status) {
        Outcome& outcome = outcomes_[status];
        if (const std::string header{header_of(status)}; !header.empty()) outcome.add_header(header, describe_known_header(header));
        outcome.add_failure(problem_type_, components_.problem(source_.plan.error_format));
        return outcome;
    }

    void add(const DeclaredResponse& response) {
        Outcome& outcome = response.is_problem ? add_problem(response.status) : outcomes_[response.status];
        outcome.describe(response.description);
        for (const ResponseHeader& header : response.headers) outcome.add_header(header.name, describe_header(header, components_));
        if (response.type != nullptr) {
            const std::string media_type = response.media_type.empty() ? "application/json" : response.media_type;
            outcome.add_content(media_type, components_.schema(*response.type, nullptr, Direction::output));
        } else if (!response.media_type.empty()) {
            outcome.add_content(response.media_type, schema_of_content(response.media_type));
        }
    }

    const OperationSource& source_;
    Components& components_;
    std::string problem_type_;
    std::vector<Status> excluded_;
    Outcomes outcomes_;
};

OrderedJson document(Status status, const Outcome& outcome, Components& components) {
    OrderedJson response = outcome.document(status);
    if (!outcome.is_common() || reason(status) == "Unknown") return response;
    return components.response(reason(status), std::move(response));
}

}  // namespace

OrderedJson describe_responses(const Alternatives& alternatives, Components& components) {
    // What one of them cannot read as its parameter's type is left to the others.
    const bool may_miss = std::all_of(alternatives.begin(), alternatives.end(), has_mismatch);
    Outcomes outcomes;
    for (const OperationSource& source : alternatives) {
        for (const auto& [status, outcome] : OutcomeList{source, components}.gather(may_miss)) outcomes[status].add(outcome);
    }
    OrderedJson all = OrderedJson::object();
    for (const auto& [status, outcome] : outcomes) {
        all[std::to_string(number(status))] = document(status, outcome, components);
    }
    return all;
}

}  // namespace serval::detail
