#pragma once

#include <serval/logging/log.hpp>
#include <serval/logging/trace_context.hpp>

namespace serval {

class Request;

/** Where the work for `request` stands in a distributed trace; made when first asked for, and kept with the request.
    What the handler calls is given its `child()`. Not thread-safe.
*/
[[nodiscard]] const TraceContext& trace_of(Request& request);

/** `log` with `request_id`, `trace_id` and `span_id` in every line. A handler is given the app's log like this by `Inject<Log>`. */
[[nodiscard]] Log log_of(Request& request, const Log& log);

}  // namespace serval
