#include "pipeline/endpoint_facts.hpp"

#include <utility>

#include <serval/model/type_info.hpp>

#include "pipeline/levels.hpp"
#include "pipeline/plan.hpp"

namespace serval {
namespace {

Converter converter_of(const TypeInfo& type) {
    if (type.kind == Kind::integer) return {Converter::Kind::integer};
    if (type.kind == Kind::text && type.text->format_name == "uuid") return {Converter::Kind::uuid};
    if (type.kind == Kind::text && type.text->format_name == "slug") return {Converter::Kind::slug};
    return {};
}

bool has_own_converter(const Endpoint& endpoint, const std::string& name) {
    return endpoint.pattern.find("{" + name + ":") != std::string::npos;
}

bool is_carried_by(const ResponseHeader& header, Status status) noexcept {
    if (header.status.has_value()) return status == *header.status;
    return !is_client_error(status) && !is_server_error(status);
}

void add_header(std::vector<DeclaredResponse>& responses, const ResponseHeader& header) {
    for (DeclaredResponse& response : responses) {
        if (is_carried_by(header, response.status)) response.headers.push_back(header);
    }
}

}  // namespace

std::string route_name(const Endpoint& endpoint) { return std::string{endpoint.method.name()} + " " + endpoint.pattern; }

bool has_parameter(const Endpoint& endpoint, const std::string& name) {
    return endpoint.pattern.find("{" + name + "}") != std::string::npos || has_own_converter(endpoint, name);
}

std::vector<Parameter> path_types(const Endpoint& endpoint) {
    std::vector<Parameter> types;
    for (const Argument& argument : endpoint.handler->arguments()) {
        if (argument.source != Argument::Source::path || has_own_converter(endpoint, argument.name)) continue;
        if (has_parameter(endpoint, argument.name)) types.push_back({argument.name, converter_of(*argument.type)});
    }
    return types;
}

Status default_status_of(const Endpoint& endpoint) {
    if (endpoint.status.has_value()) return *endpoint.status;
    if (endpoint.handler->gives_nothing()) return Status::no_content;
    return endpoint.method == Method::post ? Status::created : Status::ok;
}

bool only_reads(const Endpoint& endpoint) { return endpoint.method.is_safe(); }

std::optional<Idempotency> idempotency_of(const Endpoint& endpoint) {
    const auto how = Levels{endpoint}.nearest(&Policies::idempotency);
    const bool applies = endpoint.method == Method::post || endpoint.method == Method::patch;
    return applies && how.has_value() && how->ttl.count() > 0 ? how : std::nullopt;
}

bool runs_on_workers(const Endpoint& endpoint) {
    return !endpoint.handler->waits() && Levels{endpoint}.nearest(&Policies::blocking).value_or(false);
}

std::vector<DeclaredResponse> declared_responses(const Plan& plan) {
    DeclaredResponses responses{plan.default_status, plan.invalid_input};
    plan.endpoint->handler->describe(responses);
    const Levels levels{*plan.endpoint};
    for (DeclaredResponse& response : levels.gather(&Policies::responses)) responses.add(std::move(response));
    std::vector<DeclaredResponse> all = responses.all();
    for (const ResponseHeader& header : levels.gather(&Policies::response_headers)) add_header(all, header);
    return all;
}

}  // namespace serval
