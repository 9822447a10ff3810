#include "openapi/document.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "openapi/components.hpp"
#include "openapi/operation.hpp"
#include "pipeline/endpoint_facts.hpp"
#include "pipeline/pipeline.hpp"

namespace serval {
namespace {

void put(OrderedJson& object, const char* key, const std::string& text) {
    if (!text.empty()) object[key] = text;
}

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
    if (auto contact = describe_contact(info.contact); !contact.empty()) described["contact"] = std::move(contact);
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

/** The operations of a document, path by path. */
class PathList {
public:
    PathList(const ApiInfo& info, std::vector<std::string>& mistakes) : mistakes_{mistakes} {
        for (const ApiTag& tag : info.tags) {
            add_tag(tag.name);
            put(tags_.back(), "description", tag.description);
        }
    }

    void add(const detail::OperationSource& source) {
        const Endpoint& endpoint = source.endpoint;
        check_id(endpoint, detail::operation_id_of(source));
        OrderedJson operation = detail::describe_operation(source, components_);
        for (const std::string& tag : detail::tags_of(source)) add_tag(tag);
        std::string key;
        for (const char c : endpoint.method.name()) key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        OrderedJson& item = item_of(source.pattern.template_text(), operation);
        OrderedJson& place = is_named(key) ? item : item["x-additionalOperations"];
        if (!is_named(key)) key = endpoint.method.name();
        if (place.contains(key)) note_double(endpoint);
        place[key] = std::move(operation);
    }

    void write(OrderedJson& document) && {
        if (!tags_.empty()) document["tags"] = std::move(tags_);
        document["paths"] = std::move(paths_);
        if (auto components = components_.document(); !components.empty()) document["components"] = std::move(components);
    }

private:
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

    void note_double(const Endpoint& endpoint) {
        mistakes_.push_back(serval::route_name(endpoint) +
                            " cannot be told from another route in the documentation, as only what their parameters take "
                            "differs: say .hide() for one of them");
    }

    /** The Path Item Object for `path`; one that differs in the names of parameters alone takes the names that came first. */
    OrderedJson& item_of(const std::string& path, OrderedJson& operation) {
        const auto [known, is_new] = shapes_.try_emplace(shape_of(path), path);
        if (known->second != path) rename_parameters(operation, path, known->second);
        return paths_[known->second];
    }

    static std::vector<std::string> names_in(std::string_view path) {
        std::vector<std::string> names;
        for (auto at = path.find('{'); at != std::string_view::npos; at = path.find('{', at + 1)) {
            names.emplace_back(path.substr(at + 1, path.find('}', at) - at - 1));
        }
        return names;
    }

    /** The path's parameters are the first of an operation's, in their order. */
    static void rename_parameters(OrderedJson& operation, std::string_view path, std::string_view known) {
        const auto names = names_in(known);
        for (std::size_t i = 0; i < names_in(path).size(); ++i) operation["parameters"][i]["name"] = names[i];
    }

    std::vector<std::string>& mistakes_;
    detail::Components components_;
    OrderedJson tags_ = OrderedJson::array();
    OrderedJson paths_ = OrderedJson::object();
    std::map<std::string, std::string> ids_;      // with the route that has it
    std::map<std::string, std::string> shapes_;   // with the path that came first
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
