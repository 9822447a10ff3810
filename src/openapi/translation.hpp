#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <serval/model/json.hpp>
#include <serval/openapi/openapi_version.hpp>

namespace serval {

/** Turn a document of OpenAPI 3.1, as `openapi_document` makes it, into one of another version.

    @param mistakes  Gains a sentence for what is said of the app and must not be left out, although the version has no word for it.
*/
void translate(OrderedJson& document, OpenApiVersion version, std::vector<std::string>& mistakes);

}  // namespace serval
