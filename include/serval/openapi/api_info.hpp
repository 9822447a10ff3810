#pragma once

#include <string>
#include <vector>

namespace serval {

/** Whom to ask about an API (OpenAPI 3.1, Contact Object). */
struct ApiContact {
    std::string name = {};
    std::string url = {};
    std::string email = {};
};

/** Under which terms an API may be used: named by SPDX identifier or by URL, not both (OpenAPI 3.1, License Object). */
struct ApiLicense {
    std::string name = {};
    std::string identifier = {};   // "BSL-1.0"
    std::string url = {};
};

/** Documentation that stands elsewhere. */
struct ExternalDocs {
    std::string url = {};
    std::string description = {};   // CommonMark
};

/** A heading that operations stand under. */
struct ApiTag {
    std::string name = {};
    std::string description = {};   // CommonMark
    ExternalDocs external_docs = {};
};

/** Where the API is served; `url` may be relative to the document's own. */
struct ApiServer {
    std::string url = {};
    std::string description = {};
};

/** What the documentation says of the whole API (OpenAPI 3.1, Info Object and what is beside it); without what is empty. */
struct ApiInfo {
    std::string title = "API";
    std::string version = "1.0.0";
    std::string summary = {};
    std::string description = {};   // CommonMark
    std::string terms_of_service = {};   // URL
    ApiContact contact = {};
    ApiLicense license = {};
    ExternalDocs external_docs = {};
    std::vector<ApiTag> tags = {};       // in the order in which readers see them; others follow as operations name them
    std::vector<ApiServer> servers = {}; // none: the server that the document came from
};

}  // namespace serval
