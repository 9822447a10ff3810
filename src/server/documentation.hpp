#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <serval/http/entity_tag.hpp>
#include <serval/server/settings.hpp>

namespace serval {
class Pipeline;
}

namespace serval::detail {

class AppCore;

/** A text that is served as it is, with what its answer carries beside it. */
struct Document {
    std::string content{};
    std::string content_type{};
    std::string content_security_policy{};   // of a page
    EntityTag tag{""};                       // changes with the content
};

/** How an app describes itself to its clients: made once, when it is built. */
struct Documentation {
    Document json{};
    Document yaml{};
    Document swagger{};
    Document redoc{};
};

/** Add the endpoints that the settings ask for: the document in both forms, and the pages. They are open to everybody and not
    documented themselves. They answer what `write_documentation` makes.
*/
void add_documentation_endpoints(AppCore& core);

/** Make the documentation of what `pipeline` serves; mistakes that show only then are added to `mistakes`. */
void write_documentation(AppCore& core, const Pipeline& pipeline, std::vector<std::string>& mistakes);

/** The OpenAPI document of an app that was built, laid out for people. */
[[nodiscard]] std::string openapi_text(const AppCore& core, DocumentFormat format);

}  // namespace serval::detail
