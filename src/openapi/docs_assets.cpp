#include "openapi/docs_assets.hpp"

// A program is whole without the component: the function's address is then null.
#pragma weak serval_docs_ui

namespace serval::detail {

const DocsAssets* docs_assets() noexcept { return serval_docs_ui != nullptr ? serval_docs_ui() : nullptr; }

}  // namespace serval::detail
