#include <serval/serialization/created.hpp>

#include <serval/routing/router.hpp>

namespace serval::detail {

void write_location(Rendering& out, const std::string& location, const Link& link) {
    if (link.handler) out.response().set_header("Location", out.router().url_for(link.handler, link.values));
    else if (!location.empty()) out.response().set_header("Location", location);
}

}  // namespace serval::detail
