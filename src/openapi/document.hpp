#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <serval/model/json.hpp>
#include <serval/openapi/api_info.hpp>

namespace serval {

class Pipeline;

/** The OpenAPI 3.1 document of every endpoint that is not hidden, made from what endpoints and policies say of themselves.

    @param mistakes  Gains a sentence, naming both routes, for two operations of one id.
*/
[[nodiscard]] OrderedJson openapi_document(const Pipeline& pipeline, const ApiInfo& info, std::vector<std::string>& mistakes);

}  // namespace serval
