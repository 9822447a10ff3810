#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <serval/endpoint/handler.hpp>
#include <serval/endpoint/policies.hpp>
#include <serval/http/method.hpp>
#include <serval/openapi/api_info.hpp>
#include <serval/routing/handler_key.hpp>

namespace serval {

/** A level that endpoints stand in: the app, a group, a controller. What it says holds for all within. */
struct Scope {
    const Scope* parent = nullptr;
    std::string prefix{};        // of patterns, those of the levels around it included
    std::string name_prefix{};   // of names, likewise
    Policies policies{};
};

/** One method on one pattern: its handler, and all that was said of it. Belongs to the app. */
struct Endpoint {
    Method method;
    std::string pattern{};
    const Scope* scope = nullptr;
    std::unique_ptr<Handler> handler{};
    HandlerKey key{};
    Policies policies{};

    std::string name{};
    std::string summary{};
    std::string description{};
    std::string operation_id{};
    ExternalDocs external_docs{};
    bool automatic_head = true;
    bool automatic_options = true;
    std::optional<Status> status{};
};

/** Says more of an endpoint: what `app.get<"/x">(…)` and its like return, to be chained. Holds no longer than the app. */
class EndpointBuilder : public PolicyBuilder<EndpointBuilder> {
public:
    explicit EndpointBuilder(Endpoint& endpoint) noexcept : endpoint_{&endpoint} {}

    /** By which `url_for` finds it; the names of the groups around it stand before. */
    EndpointBuilder& name(std::string_view name);
    /** One line for the documentation. */
    EndpointBuilder& summary(std::string text);
    /** More than a line, in CommonMark. */
    EndpointBuilder& description(std::string text);
    /** The name that generated clients call it by; made from method and pattern otherwise. */
    EndpointBuilder& operation_id(std::string id);
    /** Where more is written about it. */
    EndpointBuilder& external_docs(std::string url, std::string description = {});
    /** The status of an answer that does not name its own. */
    EndpointBuilder& status(Status status) noexcept;
    /** HEAD is not answered by it. */
    EndpointBuilder& no_automatic_head() noexcept;
    /** OPTIONS is not answered for its path. */
    EndpointBuilder& no_automatic_options() noexcept;

    [[nodiscard]] Policies& policies() noexcept { return endpoint_->policies; }

private:
    Endpoint* endpoint_;
};

}  // namespace serval
