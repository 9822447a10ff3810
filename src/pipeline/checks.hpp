#pragma once

#include <string>
#include <vector>

#include <serval/endpoint/endpoint.hpp>
#include <serval/endpoint/registry.hpp>
#include <serval/injection/services.hpp>

namespace serval {

/** What is wrong with an endpoint that the compiler could not see, a sentence each, naming its route. */
void check_endpoint(const Endpoint& endpoint, const Services& services, std::vector<std::string>& mistakes);

/** What is wrong with the middlewares of every level, likewise. */
void check_middlewares(const Registry& registry, std::vector<std::string>& mistakes);

}  // namespace serval
