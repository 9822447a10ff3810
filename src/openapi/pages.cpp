#include "openapi/pages.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "openapi/digest.hpp"

namespace serval {
namespace {

/** A file of a package on npm, as the content delivery network has it, and the digest that browsers hold it against
    (Subresource Integrity). A new version changes both.
*/
struct Asset {
    std::string_view url;
    std::string_view integrity;
};

constexpr Asset swagger_script{"https://cdn.jsdelivr.net/npm/swagger-ui-dist@5.35.0/swagger-ui-bundle.js",
                               "sha384-gjRm0bEPMeTmMh5jT2cHccIwCUZSTd8YC+j0d0sXw0MdGEfScduGpSyF3ZSSLkX9"};
constexpr Asset swagger_style{"https://cdn.jsdelivr.net/npm/swagger-ui-dist@5.35.0/swagger-ui.css",
                              "sha384-WlYgdmXYOOBWL5apwjDEZwN+U3HmXSSu5R6V5aGxEcf7z+KuRNwBhoxKVN1i3D5I"};
constexpr Asset redoc_script{"https://cdn.jsdelivr.net/npm/redoc@2.5.4/bundles/redoc.standalone.js",
                             "sha384-w447zOpYfw/1Tv/5AK9NfHTlQIqE3RVR6KY62jCyy9zNDgO64cMwGGP1Fj0zJVf5"};

/** The same for every app, so that its digest is all that the policy has to allow. */
constexpr std::string_view start_swagger = R"(
const docs = document.getElementById('docs');
SwaggerUIBundle({
    url: docs.dataset.openapi, domNode: docs, deepLinking: true, validatorUrl: null, tryItOutEnabled: true,
    presets: [SwaggerUIBundle.presets.apis]
});
)";

constexpr std::string_view policy_of_all =
    "default-src 'none'; img-src 'self' data: https:; font-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'";

std::string escaped(std::string_view text) {
    std::string html;
    for (const char c : text) {
        switch (c) {
            case '&': html += "&amp;"; break;
            case '<': html += "&lt;"; break;
            case '>': html += "&gt;"; break;
            case '"': html += "&quot;"; break;
            default: html += c;
        }
    }
    return html;
}

std::string script(const Asset& asset) {
    return fmt::format(R"(<script src="{}" integrity="{}" crossorigin="anonymous"></script>)", asset.url, asset.integrity);
}

std::string style(const Asset& asset) {
    return fmt::format(R"(<link rel="stylesheet" href="{}" integrity="{}" crossorigin="anonymous">)", asset.url,
                       asset.integrity);
}

std::string page(const ApiInfo& info, std::string_view head, std::string_view body) {
    return fmt::format("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n"
                       "<link rel=\"icon\" href=\"data:,\">\n{}</head>\n<body>\n{}\n</body>\n</html>\n",
                       escaped(info.title), head, body);
}

/** Scheme, host and port of the absolute ones among the servers, each with a blank before it. */
std::string origins_of(const std::vector<ApiServer>& servers) {
    std::string origins;
    for (const ApiServer& server : servers) {
        const auto host = server.url.find("://");
        if (host == std::string::npos || server.url.find_first_of("; ,{\r\n") != std::string::npos) continue;
        origins.append(" ").append(server.url, 0, server.url.find('/', host + 3));
    }
    return origins;
}

}  // namespace

DocsPage swagger_page(const ApiInfo& info, std::string_view document_url) {
    const std::string body = fmt::format("<div id=\"docs\" data-openapi=\"{}\"></div>\n{}\n<script>{}</script>",
                                         escaped(document_url), script(swagger_script), start_swagger);
    return {page(info, style(swagger_style) + "\n", body),
            fmt::format("script-src {} 'sha256-{}'; style-src {} 'unsafe-inline'; connect-src 'self'{}; {}",
                        swagger_script.url, detail::sha256_base64(start_swagger), swagger_style.url, origins_of(info.servers),
                        policy_of_all)};
}

DocsPage redoc_page(const ApiInfo& info, std::string_view document_url) {
    const std::string body = fmt::format("<redoc spec-url=\"{}\"></redoc>\n{}", escaped(document_url), script(redoc_script));
    return {page(info, "<style>body { margin: 0; }</style>\n", body),
            fmt::format("script-src {}; style-src 'unsafe-inline'; worker-src blob:; connect-src 'self'; {}", redoc_script.url,
                        policy_of_all)};
}

std::string relative_url(std::string_view from, std::string_view to) {
    std::string url;
    for (auto depth = std::count(from.begin(), from.end(), '/'); depth > 1; --depth) url += "../";
    url += to.substr(1);
    return url.empty() ? "./" : url;
}

}  // namespace serval
