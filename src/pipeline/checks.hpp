#pragma once

#include <string>
#include <vector>

#include <serval/endpoint/endpoint.hpp>
#include <serval/injection/services.hpp>
#include <serval/routing/pattern.hpp>

namespace serval {

/** What is wrong with an endpoint that the compiler could not see, a sentence each, naming its route. */
void check_endpoint(const Endpoint& endpoint, const Services& services, std::vector<std::string>& mistakes);

/** The path arguments of the endpoint's handler, each with the converter that its type brings along. */
[[nodiscard]] std::vector<Parameter> path_types(const Endpoint& endpoint);

/** The status of answers that do not name their own: 201 to POST, 204 where there is nothing to say, 200 otherwise. */
[[nodiscard]] Status default_status_of(const Endpoint& endpoint);

/** "GET /books/{id}" */
[[nodiscard]] std::string route_name(const Endpoint& endpoint);

}  // namespace serval
