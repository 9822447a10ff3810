#pragma once

#include <memory>
#include <string>
#include <vector>

#include <serval/http/response.hpp>
#include <serval/middleware/middleware.hpp>

namespace serval {

struct MetricsOptions {
    /** Upper bounds of the histogram of latencies, in seconds, ascending. */
    std::vector<double> buckets{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};
};

/** Counts requests, for Prometheus to collect. Made by `metrics`; thread-safe. */
class Metrics : public Middleware {
public:
    /** All that has been counted, in Prometheus' text format 0.0.4. Requests that are answered meanwhile may be in some numbers and not in others. */
    [[nodiscard]] virtual std::string exposition() const = 0;
};

/** Count every request of a level: `const auto counted = metrics(); app.use(counted);`.

    `http_requests_total` is by method, route and kind of status ("2xx"), `http_request_duration_seconds` a histogram, by method and route,
    of the time from here until the answer was made, and `http_requests_in_flight` holds a streamed answer until the last of it has been
    taken. A route is the pattern, never the path, and "unmatched" where there is none; a method that is not registered is "other":
    clients cannot add to what is kept. On a request's way are a look-up and a few additions in counters that hardly any other loop
    touches, and no lock.
*/
[[nodiscard]] std::shared_ptr<Metrics> metrics(MetricsOptions options = {});

/** A handler that shows what was counted: `app.get<"/metrics">(MetricsPage{counted}).hide();`. Permit it to whoever collects. */
struct MetricsPage {
    std::shared_ptr<const Metrics> metrics;

    [[nodiscard]] Response operator()() const;
};

}  // namespace serval
