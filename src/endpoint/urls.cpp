#include <serval/endpoint/urls.hpp>

#include <serval/routing/router.hpp>

namespace serval {

std::string Urls::named(std::string_view name, std::initializer_list<UrlValue> values) const { return router_->url_for(name, values); }

std::string Urls::of_key(const HandlerKey& handler, const std::vector<std::string>& values) const {
    return router_->url_for(handler, values);
}

}  // namespace serval
