#pragma once

#include <memory>
#include <string>
#include <vector>

#include <serval/endpoint/endpoint.hpp>

#include "pipeline/endpoint_facts.hpp"
#include "pipeline/stage.hpp"

// Each function adds the stage that its file is named for, when the endpoint uses it: one that does not costs nothing.

namespace serval {

class CacheControl;
class Levels;
class ResponseCache;
class SharedStore;
class StoreOutage;

void enter_middlewares(Stages& stages, const std::vector<AnyMiddleware>& middlewares);
void check_method(Stages& stages);
void negotiate_content(Stages& stages, const Endpoint& endpoint);
void authenticate_user(Stages& stages, std::vector<AuthenticatorPtr> authenticators);
void check_permissions(Stages& stages, std::vector<Permission> permissions);
void apply_throttles(Stages& stages, const Levels& levels, SharedStore& store, StoreOutage& outage);
void validate_input(Stages& stages, const Endpoint& endpoint);
void look_up_cache(Stages& stages, const Endpoint& endpoint, CachePolicy policy, std::shared_ptr<ResponseCache> cache, StoreOutage& outage);
void keep_idempotent(Stages& stages, const Endpoint& endpoint, SharedStore& store, StoreOutage& outage);
void evict_from_cache(Stages& stages, const Endpoint& endpoint, std::vector<std::string> tags, std::shared_ptr<ResponseCache> cache,
                      StoreOutage& outage);
void say_cache_control(Stages& stages, const CacheControl& control);
void go_to_workers(Stages& stages, const Endpoint& endpoint);
void call_endpoint(Stages& stages, const Endpoint& endpoint);
void serialize_output(Stages& stages, const Plan& plan);

}  // namespace serval
