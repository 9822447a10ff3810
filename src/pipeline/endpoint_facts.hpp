#pragma once

#include <optional>
#include <string>
#include <vector>

#include <serval/endpoint/endpoint.hpp>
#include <serval/routing/pattern.hpp>
#include <serval/serialization/declared_response.hpp>

namespace serval {

struct Plan;

/** "GET /books/{id}" */
[[nodiscard]] std::string route_name(const Endpoint& endpoint);

/** Whether a path argument called `name` finds its parameter in the endpoint's pattern. */
[[nodiscard]] bool has_parameter(const Endpoint& endpoint, const std::string& name);

/** The path arguments of the endpoint's handler, each with the converter that its type brings along. */
[[nodiscard]] std::vector<Parameter> path_types(const Endpoint& endpoint);

/** The status of answers that do not name their own: 201 to POST, 204 where there is nothing to say, 200 otherwise. */
[[nodiscard]] Status default_status_of(const Endpoint& endpoint);

/** Whether its handler is called on the worker pool. A coroutine is not, whatever the levels around it say: it waits without
    holding its thread, and what it does on its loop cannot go on elsewhere.
*/
[[nodiscard]] bool runs_on_workers(const Endpoint& endpoint);

/** Whether its method only reads (RFC 9110 §9.2.1). */
[[nodiscard]] bool only_reads(const Endpoint& endpoint);

/** How its requests are made safe to repeat; nothing where they are not, or need not be. */
[[nodiscard]] std::optional<Idempotency> idempotency_of(const Endpoint& endpoint);

/** Every way in which the endpoint says that it answers: by its handler's result, and by what is said at each level. */
[[nodiscard]] std::vector<DeclaredResponse> declared_responses(const Plan& plan);

}  // namespace serval
