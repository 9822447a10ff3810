#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <serval/endpoint/handler.hpp>
#include <serval/endpoint/policies.hpp>
#include <serval/http/method.hpp>
#include <serval/model/type_of.hpp>
#include <serval/openapi/api_info.hpp>
#include <serval/routing/handler_key.hpp>
#include <serval/serialization/declared_response.hpp>

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
    std::vector<DeclaredResponse> responses{};   // beyond those of the handler's result
    bool deprecated = false;
    bool hidden = false;                       // from the documentation
    bool blocking = false;
    bool automatic_head = true;
    bool automatic_options = true;
    std::optional<Status> status{};
    std::optional<std::size_t> body_limit{};   // in octets
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
    /** Document one more answer, or describe one that the handler's result stands for already. A failure (400 and up) has
        content in the endpoint's error format; of the content of others nothing is said.
    */
    EndpointBuilder& response(Status status, std::string description = {});
    /** The same with content: `.response<Receipt>(Status::ok)` for a handler that returns a Response. */
    template <Writable T>
    EndpointBuilder& response(Status status, std::string description = {}) {
        return add_response({.status = status, .type = &type_of<T>(), .description = std::move(description)});
    }
    /** Still there, better not used any more. */
    EndpointBuilder& deprecated() noexcept;
    /** Leave it out of the documentation. */
    EndpointBuilder& hide() noexcept;
    /** Its handler holds its thread: run it on the worker pool, so that the loop goes on. When the pool's queue is full the answer is 503. */
    EndpointBuilder& blocking() noexcept;
    /** The status of an answer that does not name its own. */
    EndpointBuilder& status(Status status) noexcept;
    /** How much content it takes, in octets, in the place of the app's limit. */
    EndpointBuilder& body_limit(std::size_t octets) noexcept;
    /** HEAD is not answered by it. */
    EndpointBuilder& no_automatic_head() noexcept;
    /** OPTIONS is not answered for its path. */
    EndpointBuilder& no_automatic_options() noexcept;

    [[nodiscard]] Policies& policies() noexcept { return endpoint_->policies; }

private:
    EndpointBuilder& add_response(DeclaredResponse response);

    Endpoint* endpoint_;
};

}  // namespace serval
