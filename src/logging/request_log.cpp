#include <serval/logging/request_log.hpp>

#include <serval/http/request.hpp>
#include <serval/logging/request_id.hpp>

namespace serval {

const TraceContext& trace_of(Request& request) {
    if (const auto* const known = request.attributes().find<TraceContext>()) return *known;
    return request.attributes().put(TraceContext::of(request.headers()));
}

Log log_of(Request& request, const Log& log) {
    const TraceContext& trace = trace_of(request);
    return log.with({{"request_id", request_id_of(request)}, {"trace_id", trace.trace_id()}, {"span_id", trace.span_id()}});
}

}  // namespace serval
