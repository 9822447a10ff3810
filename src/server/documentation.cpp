#include "server/documentation.hpp"

#include <utility>

#include <serval/endpoint/routes.hpp>
#include <serval/http/accept.hpp>
#include <serval/http/preconditions.hpp>

#include "openapi/docs_assets.hpp"
#include "openapi/document.hpp"
#include "openapi/page_files.hpp"
#include "openapi/pages.hpp"
#include "openapi/translation.hpp"
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

Response answer(const Request& request, const Document& document) {
    const bool is_known = evaluate_preconditions(request, Validators{document.tag}) == PreconditionOutcome::not_modified;
    Response response = is_known ? Response{Status::not_modified} : Response{Status::ok, document.content, document.content_type};
    response.set_header("ETag", document.tag.text()).set_header("Cache-Control", "no-cache");
    response.set_header("X-Content-Type-Options", "nosniff");
    if (!document.content_security_policy.empty()) {
        response.set_header("Content-Security-Policy", document.content_security_policy);
    }
    return response;
}

/** The document in the form that the client asks for; in JSON where it does not care. */
Response answer(const Request& request, const Documentation& documentation) {
    static const MediaType forms[] = {MediaType{"application/json"}, MediaType{"application/yaml"}};
    const auto wanted = negotiate(request.headers().joined("Accept"), forms);
    const bool in_yaml = wanted.has_value() && wanted->index == 1;
    Response response = answer(request, in_yaml ? documentation.yaml : documentation.json);
    return std::move(response.set_header("Vary", "Accept"));
}

Document made(std::string content, std::string content_type, std::string policy = {}) {
    EntityTag tag = EntityTag::of(content);
    return {std::move(content), std::move(content_type), std::move(policy), std::move(tag)};
}

Document made(DocsPage page) {
    return made(std::move(page.html), "text/html; charset=utf-8", std::move(page.content_security_policy));
}

/** A file whose path names its version: a browser that has it need not ask again. */
Response answer(const DocsAsset& asset) {
    Response response{Status::ok, std::string{asset.content}, std::string{asset.content_type}};
    response.set_header("Cache-Control", "public, max-age=31536000, immutable");
    return std::move(response.set_header("X-Content-Type-Options", "nosniff"));
}

/** Adds the endpoints that the documentation is made of. */
class Publisher {
public:
    Publisher(AppCore& core, const Scope& scope) noexcept : core_{core}, scope_{scope} {}

    /** @param document  A Document, or all of the Documentation, of which the client chooses. */
    template <class Described>
    void serve(const std::string& path, const Described& document) const {
        if (path.empty()) return;
        add(path, [&document](const Request& request) { return answer(request, document); });
    }
    void serve_in(const std::string& folder, const DocsAsset& asset) const {
        add(folder + std::string{asset.path}, [&asset] { return answer(asset); });
    }

private:
    template <class Handler>
    void add(const std::string& path, Handler handler) const {
        auto erased = erase<void>(std::move(handler), ParametersOf<Handler>{});
        core_.registry.add(scope_, Method::get, path, std::move(erased), {});
    }

    AppCore& core_;
    const Scope& scope_;
};

/** The assets that are served; null where the pages load from elsewhere. */
const DocsAssets* assets_of(const DocsSettings& docs) { return docs.assets.empty() ? nullptr : docs_assets(); }

std::string folder_of(const DocsSettings& docs) { return docs.assets.ends_with('/') ? docs.assets : docs.assets + '/'; }

/** What the page at `path` loads. */
PageFiles files_for(const std::string& path, const DocsSettings& docs) {
    const DocsAssets* const assets = assets_of(docs);
    return assets != nullptr ? own_files(*assets, relative_url(path, folder_of(docs))) : linked_files();
}

void serve_assets(const Publisher& publisher, const DocsSettings& docs) {
    const DocsAssets* const assets = assets_of(docs);
    if (assets == nullptr) return;
    if (!docs.swagger.empty()) {
        publisher.serve_in(folder_of(docs), assets->swagger_script);
        publisher.serve_in(folder_of(docs), assets->swagger_style);
    }
    if (!docs.redoc.empty()) publisher.serve_in(folder_of(docs), assets->redoc_script);
}

}  // namespace

void add_documentation_endpoints(AppCore& core) {
    const DocsSettings& docs = core.settings.docs;
    if (!is_served(docs)) return;
    Scope& scope = core.registry.add_scope(core.registry.root(), "");
    Group<""> open{core.registry, scope};
    open.permit(none).throttle(none).authenticate(none).blocking(none).hide();
    const Publisher publisher{core, scope};
    publisher.serve(docs.openapi, core.documentation);
    publisher.serve(yaml_path(docs.openapi), core.documentation.yaml);
    publisher.serve(docs.swagger, core.documentation.swagger);
    publisher.serve(docs.redoc, core.documentation.redoc);
    serve_assets(publisher, docs);
}

void write_documentation(AppCore& core, const Pipeline& pipeline, std::vector<std::string>& mistakes) {
    OrderedJson document = openapi_document(pipeline, core.info, mistakes);
    translate(document, core.settings.openapi.version, mistakes);
    core.documentation.json = made(document.dump(-1, ' ', false, OrderedJson::error_handler_t::replace), "application/json");
    core.documentation.yaml = made(to_yaml(document), "application/yaml");
    const DocsSettings& docs = core.settings.docs;
    if (!is_served(docs)) return;
    core.documentation.swagger =
        made(swagger_page(core.info, relative_url(docs.swagger, docs.openapi), files_for(docs.swagger, docs)));
    core.documentation.redoc = made(redoc_page(core.info, relative_url(docs.redoc, docs.openapi), files_for(docs.redoc, docs)));
}

std::string openapi_text(const AppCore& core, DocumentFormat format) {
    if (format == DocumentFormat::yaml) return core.documentation.yaml.content;
    return OrderedJson::parse(core.documentation.json.content).dump(2) + '\n';
}

}  // namespace serval::detail
