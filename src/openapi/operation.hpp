#pragma once

#include <string>
#include <vector>

#include <serval/routing/pattern.hpp>

#include "openapi/components.hpp"
#include "pipeline/levels.hpp"
#include "pipeline/plan.hpp"

namespace serval::detail {

/** An endpoint as its description needs it: what it takes, and what holds for it. */
struct OperationSource {
    OperationSource(const Plan& plan_, const Pattern& pattern_);

    const Plan& plan;
    const Endpoint& endpoint;
    const Pattern& pattern;
    Levels levels;
    std::vector<Argument> arguments;

    [[nodiscard]] bool takes(Argument::Source source) const noexcept;
    [[nodiscard]] bool takes_content() const noexcept {
        return takes(Argument::Source::body) || takes(Argument::Source::form);
    }
};

/** The endpoints of one operation, in the order of their registration: one, or several of one method whose paths differ in
    nothing but what their parameters take and are called, which OpenAPI has one place for.
*/
using Alternatives = std::vector<OperationSource>;

/** What generated clients call it. */
[[nodiscard]] std::string operation_id_of(const Alternatives& alternatives);

/** The headings that it stands under. */
[[nodiscard]] std::vector<std::string> tags_of(const Alternatives& alternatives);

/** An Operation Object of OpenAPI 3.1. It tells of what any of the alternatives takes and answers. */
[[nodiscard]] OrderedJson describe_operation(const Alternatives& alternatives, Components& components);

/** `docs` as an External Documentation Object. */
[[nodiscard]] OrderedJson describe_external_docs(const ExternalDocs& docs);

}  // namespace serval::detail
