#include "openapi/operation.hpp"

#include <algorithm>
#include <utility>

#include "openapi/names.hpp"
#include "openapi/parameters.hpp"
#include "openapi/responses.hpp"
#include "openapi/security.hpp"

namespace serval::detail {
namespace {

/** Nothing is said of what there is none of. */
void put(OrderedJson& object, const char* key, OrderedJson value) {
    if (!value.empty()) object[key] = std::move(value);
}

}  // namespace

OperationSource::OperationSource(const Plan& plan_, const Pattern& pattern_)
    : plan{plan_},
      endpoint{*plan_.endpoint},
      pattern{pattern_},
      levels{endpoint},
      arguments{endpoint.handler->arguments()} {}

bool OperationSource::takes(Argument::Source source) const noexcept {
    const auto is_it = [&](const Argument& argument) { return argument.source == source; };
    return std::any_of(arguments.begin(), arguments.end(), is_it);
}

std::string operation_id_of(const OperationSource& source) {
    if (!source.endpoint.operation_id.empty()) return source.endpoint.operation_id;
    return make_operation_id(source.endpoint.method, source.pattern.template_text());
}

std::vector<std::string> tags_of(const OperationSource& source) {
    std::vector<std::string> tags;
    for (std::string& tag : source.levels.gather(&Policies::tags)) {
        if (std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(std::move(tag));
    }
    if (!tags.empty()) return tags;
    const std::string path = source.pattern.template_text();
    if (const auto tag = make_tag(path); !tag.empty()) tags.emplace_back(tag);
    return tags;
}

OrderedJson describe_external_docs(const ExternalDocs& docs) {
    OrderedJson described{{"url", docs.url}};
    if (!docs.description.empty()) described["description"] = docs.description;
    return described;
}

OrderedJson describe_operation(const OperationSource& source, Components& components) {
    const Endpoint& endpoint = source.endpoint;
    const std::string id = operation_id_of(source);
    OrderedJson operation{{"operationId", id}};
    operation["summary"] = endpoint.summary.empty() ? make_summary(id) : endpoint.summary;
    if (!endpoint.description.empty()) operation["description"] = endpoint.description;
    put(operation, "tags", tags_of(source));
    if (source.levels.nearest(&Policies::deprecated).value_or(false)) operation["deprecated"] = true;
    if (!endpoint.external_docs.url.empty()) operation["externalDocs"] = describe_external_docs(endpoint.external_docs);
    put(operation, "parameters", describe_parameters(source, components));
    put(operation, "requestBody", describe_body(source, components));
    operation["responses"] = describe_responses(source, components);
    operation["security"] = describe_security(source, components);
    return operation;
}

}  // namespace serval::detail
