#pragma once

#include <string_view>

namespace serval::detail {

/** A file that a documentation page loads, as the app itself serves it. */
struct DocsAsset {
    std::string_view path;           // names its version, so that what is there never changes: "redoc-2.5.4/redoc.standalone.js"
    std::string_view content_type;
    std::string_view content;
};

/** What the component docs-ui brings along. */
struct DocsAssets {
    DocsAsset swagger_script;
    DocsAsset swagger_style;
    DocsAsset redoc_script;
};

// The texts that the component is made of.
extern const std::string_view swagger_script;
extern const std::string_view swagger_style;
extern const std::string_view redoc_script;

/** The assets, or null in a program that does not link the component docs-ui. */
[[nodiscard]] const DocsAssets* docs_assets() noexcept;

}  // namespace serval::detail

/** Defined in the component docs-ui, and there only. */
extern "C" const serval::detail::DocsAssets* serval_docs_ui() noexcept;
