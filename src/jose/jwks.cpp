#include <serval/jose/jwks.hpp>

#include <algorithm>
#include <stdexcept>

namespace serval {

JwksHandler::JwksHandler(std::string json, std::chrono::seconds max_age)
    : json_{std::make_shared<const std::string>(std::move(json))}, cache_control_{"public, max-age=" + std::to_string(max_age.count())} {}

Response JwksHandler::operator()() const {
    Response response{Status::ok, *json_, "application/jwk-set+json"};
    response.set_header("Cache-Control", cache_control_);
    return response;
}

JwksHandler jwks(const JwsKeySet& keys, std::chrono::seconds max_age) {
    const auto is_public = [](const JwsKey& key) { return key.public_jwk().has_value(); };
    if (std::any_of(keys.keys().begin(), keys.keys().end(), is_public)) return JwksHandler{keys.public_json(), max_age};
    throw std::invalid_argument{"none of the keys has a public part to be shown"};
}

}  // namespace serval
