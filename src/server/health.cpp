#include "server/health.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include <serval/endpoint/routes.hpp>
#include <serval/model/write.hpp>

#include "server/app_core.hpp"

namespace serval::detail {
namespace {

struct Health {
    std::string status = "ok";
    std::map<std::string, bool> checks{};
};

Response answer(const Health& health) {
    Response response = Response::json(to_json(health));
    if (health.status != "ok") response.set_status(Status::service_unavailable);
    response.set_header("Cache-Control", "no-store");
    return response;
}

Response readiness(AppCore& core) {
    Health health;
    for (auto& [name, ready] : core.readiness()) {
        health.checks.emplace(std::move(name), ready);
        if (!ready) health.status = "not ready";
    }
    return answer(health);
}

/** An app's own takes the place of ours. */
bool has(const Registry& registry, std::string_view path) {
    const auto& all = registry.endpoints();
    return std::any_of(all.begin(), all.end(), [&](const serval::Endpoint& each) { return each.method == Method::get && each.pattern == path; });
}

}  // namespace

void add_health_endpoints(AppCore& core) {
    Group<""> top{core.registry, core.registry.root()};
    auto health = top.group<"">();
    health.permit(none).throttle(none).authenticate(none).blocking(none).hide();
    if (!has(core.registry, "/healthz")) health.get<"/healthz">([] { return answer(Health{}); });
    if (!has(core.registry, "/readyz")) health.get<"/readyz">([&core] { return readiness(core); }).blocking();
}

}  // namespace serval::detail
