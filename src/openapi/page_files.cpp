#include "openapi/page_files.hpp"

namespace serval {

// The versions are those of cmake/ServalDocsUi.cmake. A new one changes URL and digest.
PageFiles linked_files() {
    return {.swagger_script = {"https://cdn.jsdelivr.net/npm/swagger-ui-dist@5.35.0/swagger-ui-bundle.js",
                               "sha384-gjRm0bEPMeTmMh5jT2cHccIwCUZSTd8YC+j0d0sXw0MdGEfScduGpSyF3ZSSLkX9"},
            .swagger_style = {"https://cdn.jsdelivr.net/npm/swagger-ui-dist@5.35.0/swagger-ui.css",
                              "sha384-WlYgdmXYOOBWL5apwjDEZwN+U3HmXSSu5R6V5aGxEcf7z+KuRNwBhoxKVN1i3D5I"},
            .redoc_script = {"https://cdn.jsdelivr.net/npm/redoc@2.5.4/bundles/redoc.standalone.js",
                             "sha384-w447zOpYfw/1Tv/5AK9NfHTlQIqE3RVR6KY62jCyy9zNDgO64cMwGGP1Fj0zJVf5"}};
}

PageFiles own_files(const detail::DocsAssets& assets, const std::string& folder) {
    const auto file = [&](const detail::DocsAsset& asset) { return PageFile{folder + std::string{asset.path}}; };
    return {file(assets.swagger_script), file(assets.swagger_style), file(assets.redoc_script)};
}

}  // namespace serval
