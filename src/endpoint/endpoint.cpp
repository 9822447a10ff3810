#include <serval/endpoint/endpoint.hpp>

#include <utility>

namespace serval {

EndpointBuilder& EndpointBuilder::name(std::string_view name) {
    std::string prefixes;
    for (const Scope* scope = endpoint_->scope; scope != nullptr; scope = scope->parent) prefixes = scope->name_prefix + prefixes;
    endpoint_->name = prefixes.append(name);
    return *this;
}

EndpointBuilder& EndpointBuilder::summary(std::string text) { return endpoint_->summary = std::move(text), *this; }
EndpointBuilder& EndpointBuilder::description(std::string text) { return endpoint_->description = std::move(text), *this; }
EndpointBuilder& EndpointBuilder::operation_id(std::string id) { return endpoint_->operation_id = std::move(id), *this; }
EndpointBuilder& EndpointBuilder::external_docs(std::string url, std::string description) {
    endpoint_->external_docs = {std::move(url), std::move(description)};
    return *this;
}

EndpointBuilder& EndpointBuilder::status(Status status) noexcept { return endpoint_->status = status, *this; }
EndpointBuilder& EndpointBuilder::no_automatic_head() noexcept { return endpoint_->automatic_head = false, *this; }
EndpointBuilder& EndpointBuilder::no_automatic_options() noexcept { return endpoint_->automatic_options = false, *this; }

}  // namespace serval
