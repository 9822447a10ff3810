#include "openapi/operation.hpp"

#include <algorithm>
#include <utility>

#include "openapi/names.hpp"
#include "openapi/parameters.hpp"
#include "openapi/request_body.hpp"
#include "openapi/put.hpp"
#include "openapi/responses.hpp"
#include "openapi/security.hpp"

namespace serval::detail {
namespace {

std::vector<std::string> tags_of(const OperationSource& source) {
    std::vector<std::string> tags = source.levels.gather(&Policies::tags);
    if (!tags.empty()) return tags;
    const std::string path = source.pattern.template_text();
    if (const auto tag = make_tag(path); !tag.empty()) tags.emplace_back(tag);
    return tags;
}

std::string summary_of(const OperationSource& source) {
    if (!source.endpoint.summary.empty()) return source.endpoint.summary;
    const std::string& id = source.endpoint.operation_id;
    return make_summary(id.empty() ? make_operation_id(source.endpoint.method, source.pattern.template_text()) : id);
}

std::string summary_of(const Alternatives& alternatives) {
    std::vector<std::string> seen;
    std::string all;
    for (const OperationSource& source : alternatives) {
        const std::string summary = summary_of(source);
        if (std::find(seen.begin(), seen.end(), summary) != seen.end()) continue;
        all += (all.empty() ? "" : " / ") + summary;
        seen.push_back(summary);
    }
    return all;
}

/** What there is to say; of several, what each pattern stands for. */
std::string description_of(const Alternatives& alternatives) {
    if (alternatives.size() == 1) return alternatives.front().endpoint.description;
    std::string all = "Depends on the path:";
    for (const OperationSource& source : alternatives) {
        all += "\n\n`" + source.pattern.text() + "`: " + summary_of(source);
        if (!source.endpoint.description.empty()) all += "\n\n" + source.endpoint.description;
    }
    return all;
}

bool are_deprecated(const Alternatives& alternatives) {
    return std::all_of(alternatives.begin(), alternatives.end(),
                       [](const OperationSource& source) { return source.levels.nearest(&Policies::deprecated).value_or(false); });
}

OrderedJson external_docs_of(const Alternatives& alternatives) {
    for (const OperationSource& source : alternatives) {
        if (!source.endpoint.external_docs.url.empty()) return describe_external_docs(source.endpoint.external_docs);
    }
    return OrderedJson::object();
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

std::string operation_id_of(const Alternatives& alternatives) {
    for (const OperationSource& source : alternatives) {
        if (!source.endpoint.operation_id.empty()) return source.endpoint.operation_id;
    }
    const OperationSource& first = alternatives.front();
    return make_operation_id(first.endpoint.method, first.pattern.template_text());
}

std::vector<std::string> tags_of(const Alternatives& alternatives) {
    std::vector<std::string> tags;
    for (const OperationSource& source : alternatives) {
        for (std::string& tag : tags_of(source)) {
            if (std::find(tags.begin(), tags.end(), tag) == tags.end()) tags.push_back(std::move(tag));
        }
    }
    return tags;
}

OrderedJson describe_external_docs(const ExternalDocs& docs) {
    OrderedJson described{{"url", docs.url}};
    if (!docs.description.empty()) described["description"] = docs.description;
    return described;
}

OrderedJson describe_operation(const Alternatives& alternatives, Components& components) {
    OrderedJson operation{{"operationId", operation_id_of(alternatives)}, {"summary", summary_of(alternatives)}};
    put(operation, "description", description_of(alternatives));
    put(operation, "tags", tags_of(alternatives));
    if (are_deprecated(alternatives)) operation["deprecated"] = true;
    put(operation, "externalDocs", external_docs_of(alternatives));
    put(operation, "parameters", describe_parameters(alternatives, components));
    put(operation, "requestBody", describe_body(alternatives, components));
    operation["responses"] = describe_responses(alternatives, components);
    operation["security"] = describe_security(alternatives, components);
    return operation;
}

}  // namespace serval::detail
