#include "openapi/docs_assets.hpp"

extern "C" const serval::detail::DocsAssets* serval_docs_ui() noexcept {
    using namespace serval::detail;
    constexpr std::string_view script = "text/javascript; charset=utf-8";
    static const DocsAssets assets{
        .swagger_script = {"swagger-ui-dist-" SERVAL_SWAGGER_UI_VERSION "/swagger-ui-bundle.js", script, swagger_script},
        .swagger_style = {"swagger-ui-dist-" SERVAL_SWAGGER_UI_VERSION "/swagger-ui.css", "text/css; charset=utf-8", swagger_style},
        .redoc_script = {"redoc-" SERVAL_REDOC_VERSION "/redoc.standalone.js", script, redoc_script},
    };
    return &assets;
}
