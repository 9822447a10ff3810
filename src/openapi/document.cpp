#include "openapi/document.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "openapi/components.hpp"
#include "openapi/operation.hpp"
#include "openapi/put.hpp"
#include "pipeline/endpoint_facts.hpp"
#include "pipeline/pipeline.hpp"

namespace serval {
namespace {

using detail::put;

OrderedJson describe_contact(const ApiContact& contact) {
    OrderedJson described = OrderedJson::object();
    put(described, "name", contact.name);
    put(described, "url", contact.url);
    put(described, "email", contact.email);
    return described;
}

OrderedJson describe_license(const ApiLicense& license) {
    OrderedJson described{{"name", license.name}};
    put(described, "identifier", license.identifier);
    put(described, "url", license.url);
    return described;
}

OrderedJson describe_info(const ApiInfo& info) {
    OrderedJson described{{"title", info.title}, {"version", info.version}};
    put(described, "summary", info.summary);
    put(described, "description", info.description);
    put(described, "termsOfService", info.terms_of_service);
    put(described, "contact", describe_contact(info.contact));
    if (!info.license.name.empty()) described["license"] = describe_license(info.license);
    return described;
}

OrderedJson describe_servers(const std::vector<ApiServer>& servers) {
    if (servers.empty()) return OrderedJson::array({{{"url", "/"}}});
    OrderedJson described = OrderedJson::array();
    for (const ApiServer& server : servers) {
        described.push_back({{"url", server.url}});
        put(described.back(), "description", server.description);
    }
    return described;
}

/** `/books/{id}` with what it is called left out: paths that differ in this alone are one to OpenAPI. */
std::string shape_of(std::string_view path) {
    std::string shape;
    bool inside = false;
    for (const char c : path) {
        inside = inside && c != '}';
        if (!inside) shape += c;
        inside = inside || c == '{';
    }
    return shape;
}

/** The operations of a document, path by path. Routes of one method and shape are one operation. */
class PathList {
public:
    PathList(const ApiInfo& info, std::vector<std::string>& mistakes) : mistakes_{mistakes} {
        for (const ApiTag& tag : info.tags) {
            add_tag(tag.name);
            put(tags_.back(), "description", tag.description);
            if (!tag.external_docs.url.empty()) tags_.back()["externalDocs"] = detail::describe_external_docs(tag.external_docs);
        }
    }

    void add(detail::OperationSource source) {
        const std::string shape = shape_of(source.pattern.template_text());
        const std::string& path = paths_.try_emplace(shape, source.pattern.template_text()).first->second;
        const auto is_its = [&](const Operation& operation) {
            return operation.path == path && operation.alternatives.front().endpoint.method == source.endpoint.method;
        };
        auto operation = std::find_if(operations_.begin(), operations_.end(), is_its);
        if (operation == operations_.end()) operation = operations_.insert(operation, Operation{path, {}});
        operation->alternatives.push_back(std::move(source));
    }

    void write(OrderedJson& document) && {
        OrderedJson paths = OrderedJson::object();
        for (const Operation& operation : operations_) write(operation, paths[operation.path]);
        put(document, "tags", std::move(tags_));
        document["paths"] = std::move(paths);
        put(document, "components", components_.document());
    }

private:
    struct Operation {
        std::string path;   // as the first route of its shape calls the parameters
        detail::Alternatives alternatives;
    };

    /** Whether a Path Item Object has a member for the method. Others stand under an extension, named as in OpenAPI 3.2. */
    static bool is_named(std::string_view key) {
        constexpr std::string_view names[] = {"get", "put", "post", "delete", "options", "head", "patch", "trace"};
        return std::find(std::begin(names), std::end(names), key) != std::end(names);
    }

    void add_tag(const std::string& name) {
        const auto is_it = [&](const OrderedJson& tag) { return tag["name"] == name; };
        if (std::none_of(tags_.begin(), tags_.end(), is_it)) tags_.push_back({{"name", name}});
    }

    void check_id(const Endpoint& endpoint, const std::string& id) {
        const auto [known, is_new] = ids_.try_emplace(id, serval::route_name(endpoint));
        if (is_new) return;
        mistakes_.push_back(serval::route_name(endpoint) + " has the operation id \"" + id + "\" in the documentation, as " +
                            known->second + " has: say .operation_id(…) for one of them");
    }

    void write(const Operation& operation, OrderedJson& item) {
        const Endpoint& endpoint = operation.alternatives.front().endpoint;
        check_id(endpoint, detail::operation_id_of(operation.alternatives));
        for (const std::string& tag : detail::tags_of(operation.alternatives)) add_tag(tag);
        OrderedJson described = detail::describe_operation(operation.alternatives, components_);
        name_parameters(described, operation.path);
        std::string key;
        for (const char c : endpoint.method.name()) key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if (is_named(key)) item[key] = std::move(described);
        else item["x-additionalOperations"][std::string{endpoint.method.name()}] = std::move(described);
    }

    static std::vector<std::string> names_in(std::string_view path) {
        std::vector<std::string> names;
        for (auto at = path.find('{'); at != std::string_view::npos; at = path.find('{', at + 1)) {
            names.emplace_back(path.substr(at + 1, path.find('}', at) - at - 1));
        }
        return names;
    }

    /** Call the path's parameters, which are the first of an operation's, as `path` does. */
    static void name_parameters(OrderedJson& operation, std::string_view path) {
        std::size_t i = 0;
        for (std::string& name : names_in(path)) operation["parameters"][i++]["name"] = std::move(name);
    }

    std::vector<std::string>& mistakes_;
    detail::Components components_;
    OrderedJson tags_ = OrderedJson::array();
    std::vector<Operation> operations_;
    std::map<std::string, std::string> ids_;     // with the route that has it
    std::map<std::string, std::string> paths_;   // by their shape; the one that came first
};

}  // namespace

OrderedJson openapi_document(const Pipeline& pipeline, const ApiInfo& info, std::vector<std::string>& mistakes) {
    PathList paths{info, mistakes};
    for (RouteId route = 0; route < pipeline.plans().size(); ++route) {
        const Plan& plan = pipeline.plans()[route];
        const Pattern* const pattern = pipeline.router().pattern(route);
        if (plan.is_hidden || pattern == nullptr) continue;
        paths.add({plan, *pattern});
    }
    OrderedJson document{{"openapi", "3.1.0"}, {"info", describe_info(info)}, {"servers", describe_servers(info.servers)}};
    if (!info.external_docs.url.empty()) document["externalDocs"] = detail::describe_external_docs(info.external_docs);
    std::move(paths).write(document);
    return document;
}

}  // namespace serval
