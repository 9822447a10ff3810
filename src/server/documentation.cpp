#include "server/documentation.hpp"

#include <utility>

#include <serval/endpoint/routes.hpp>

#include "openapi/digest.hpp"
#include "openapi/document.hpp"
#include "openapi/pages.hpp"
#include "openapi/yaml.hpp"
#include "server/app_core.hpp"

namespace serval::detail {
namespace {

/** Without the document the pages would have nothing to show. */
bool is_served(const DocsSettings& docs) { return docs.enabled && !docs.openapi.empty(); }

/** Where the document stands in YAML: "/openapi.yaml" beside "/openapi.json". */
std::string yaml_path(std::string path) {
    if (path.ends_with(".json")) path.resize(path.size() - 5);
    return path += ".yaml";
}

/** Whether the client has `document` already (RFC 9110 §13.1.2). A tag is quoted, so no part of another is taken for it. */
bool is_known(const Request& request, const Document& document) {
    const auto tags = request.headers().joined("If-None-Match");
    return tags.has_value() && (*tags == "*" || tags->find(document.tag) != std::string::npos);
}

Response answer(const Request& request, const Document& document) {
    Response response = is_known(request, document) ? Response{Status::not_modified}
                                                    : Response{Status::ok, document.content, document.content_type};
    response.set_header("ETag", document.tag).set_header("Cache-Control", "no-cache");
    response.set_header("X-Content-Type-Options", "nosniff");
    if (!document.content_security_policy.empty()) {
        response.set_header("Content-Security-Policy", document.content_security_policy);
    }
    return response;
}

Document made(std::string content, std::string content_type, std::string policy = {}) {
    std::string tag = '"' + sha256_base64(content) + '"';
    return {std::move(content), std::move(content_type), std::move(policy), std::move(tag)};
}

Document made(DocsPage page) {
    return made(std::move(page.html), "text/html; charset=utf-8", std::move(page.content_security_policy));
}

void serve(AppCore& core, const Scope& scope, const std::string& path, const Document& document) {
    if (path.empty()) return;
    const auto handler = [&document](const Request& request) { return answer(request, document); };
    core.registry.add(scope, Method::get, path, erase<void>(handler, ParametersOf<decltype(handler)>{}), {});
}

}  // namespace

void add_documentation_endpoints(AppCore& core) {
    const DocsSettings& docs = core.settings.docs;
    if (!is_served(docs)) return;
    Scope& scope = core.registry.add_scope(core.registry.root(), "");
    Group<""> open{core.registry, scope};
    open.permit(none).throttle(none).authenticate(none).blocking(none).hide();
    serve(core, scope, docs.openapi, core.documentation.json);
    serve(core, scope, yaml_path(docs.openapi), core.documentation.yaml);
    serve(core, scope, docs.swagger, core.documentation.swagger);
    serve(core, scope, docs.redoc, core.documentation.redoc);
}

void write_documentation(AppCore& core, const Pipeline& pipeline, std::vector<std::string>& mistakes) {
    const OrderedJson document = openapi_document(pipeline, core.info, mistakes);
    core.documentation.json = made(document.dump(-1, ' ', false, OrderedJson::error_handler_t::replace), "application/json");
    core.documentation.yaml = made(to_yaml(document), "application/yaml");
    const DocsSettings& docs = core.settings.docs;
    if (!is_served(docs)) return;
    core.documentation.swagger = made(swagger_page(core.info, relative_url(docs.swagger, docs.openapi)));
    core.documentation.redoc = made(redoc_page(core.info, relative_url(docs.redoc, docs.openapi)));
}

std::string openapi_json(const AppCore& core) { return OrderedJson::parse(core.documentation.json.content).dump(2); }

}  // namespace serval::detail
