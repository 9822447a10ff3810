#include "openapi/pages.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "http/digest.hpp"

namespace serval {
namespace {

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

std::string integrity(const PageFile& file) {
    if (file.integrity.empty()) return {};
    return fmt::format(R"( integrity="{}" crossorigin="anonymous")", file.integrity);
}

std::string script(const PageFile& file) {
    return fmt::format(R"(<script src="{}"{}></script>)", escaped(file.url), integrity(file));
}

std::string style(const PageFile& file) {
    return fmt::format(R"(<link rel="stylesheet" href="{}"{}>)", escaped(file.url), integrity(file));
}

/** What a policy calls the place of `file`. */
std::string_view source(const PageFile& file) { return file.integrity.empty() ? "'self'" : std::string_view{file.url}; }

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

DocsPage swagger_page(const ApiInfo& info, std::string_view document_url, const PageFiles& files) {
    const std::string body = fmt::format("<div id=\"docs\" data-openapi=\"{}\"></div>\n{}\n<script>{}</script>",
                                         escaped(document_url), script(files.swagger_script), start_swagger);
    return {page(info, style(files.swagger_style) + "\n", body),
            fmt::format("script-src {} 'sha256-{}'; style-src {} 'unsafe-inline'; connect-src 'self'{}; {}",
                        source(files.swagger_script), detail::sha256_base64(start_swagger), source(files.swagger_style), origins_of(info.servers),
                        policy_of_all)};
}

DocsPage redoc_page(const ApiInfo& info, std::string_view document_url, const PageFiles& files) {
    const std::string body = fmt::format("<redoc spec-url=\"{}\"></redoc>\n{}", escaped(document_url), script(files.redoc_script));
    return {page(info, "<style>body { margin: 0; }</style>\n", body),
            fmt::format("script-src {}; style-src 'unsafe-inline'; worker-src blob:; connect-src 'self'; {}", source(files.redoc_script),
                        policy_of_all)};
}

std::string relative_url(std::string_view from, std::string_view to) {
    std::string url;
    for (auto depth = std::count(from.begin(), from.end(), '/'); depth > 1; --depth) url += "../";
    url += to.substr(1);
    return url.empty() ? "./" : url;
}

}  // namespace serval
