#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <serval/openapi/api_info.hpp>

#include "openapi/page_files.hpp"

namespace serval {

/** A page that shows an OpenAPI document, and the only sources that it may load from. */
struct DocsPage {
    std::string html;
    std::string content_security_policy;
};

/** Swagger UI, which also sends requests: to its own server, and to the others that `info` names.
    @param document_url  Where the document is, seen from the page.
*/
[[nodiscard]] DocsPage swagger_page(const ApiInfo& info, std::string_view document_url, const PageFiles& files);

/** Redoc, for reading. @see swagger_page */
[[nodiscard]] DocsPage redoc_page(const ApiInfo& info, std::string_view document_url, const PageFiles& files);

/** `to` as a page at `from` refers to it, both absolute paths; so that it holds behind a proxy that adds a prefix. */
[[nodiscard]] std::string relative_url(std::string_view from, std::string_view to);

}  // namespace serval
