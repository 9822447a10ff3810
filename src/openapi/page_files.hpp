#pragma once

#include <string>

#include "openapi/docs_assets.hpp"

namespace serval {

/** A script or a style that a page loads. */
struct PageFile {
    std::string url;
    std::string integrity{};   // the digest that browsers hold it against (Subresource Integrity); empty: it is the app's own
};

/** Where the documentation pages load from. */
struct PageFiles {
    PageFile swagger_script;
    PageFile swagger_style;
    PageFile redoc_script;
};

/** On a content delivery network. */
[[nodiscard]] PageFiles linked_files();

/** Below `folder`, which is the page's relative URL of where the app serves `assets`. */
[[nodiscard]] PageFiles own_files(const detail::DocsAssets& assets, const std::string& folder);

}  // namespace serval
