#include <serval/middleware/metrics.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "middleware/lasting_source.hpp"
#include "middleware/request_counters.hpp"

namespace serval {
namespace {

using detail::RequestCounters;
using detail::RequestSeries;
using detail::RequestTally;

constexpr std::size_t metrics_shards = 16;

using MetricsShards = std::array<RequestCounters, metrics_shards>;

/** The counters of this thread, which it shares with every sixteenth. */
std::size_t shard_of_this_thread() noexcept {
    static std::atomic<std::size_t> threads{0};
    static thread_local const std::size_t its = threads.fetch_add(1, std::memory_order_relaxed) % metrics_shards;
    return its;
}

struct CountingBegan {
    std::chrono::steady_clock::time_point time;
};

/** One request that is in flight while it lasts. Outlives the app where an answer does. */
class InFlight {
public:
    explicit InFlight(std::shared_ptr<MetricsShards> shards) noexcept : shards_{std::move(shards)} {}
    InFlight(InFlight&&) noexcept = default;
    ~InFlight() {
        if (shards_ != nullptr) (*shards_)[shard_of_this_thread()].in_flight.fetch_sub(1, std::memory_order_relaxed);
    }

private:
    std::shared_ptr<MetricsShards> shards_;
};

/** A method that clients make up has no series of its own. */
std::string_view label_of(const Method& method) noexcept {
    static constexpr std::array known{Method::get,    Method::head,    Method::post,  Method::put,     Method::patch,
                                      Method::delete_, Method::options, Method::trace, Method::connect, Method::query};
    const auto found = std::find(known.begin(), known.end(), method);
    return found != known.end() ? found->name() : std::string_view{"other"};
}

/** A label's value in the text format. */
std::string escaped_label(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '\\' || c == '"') result += '\\';
        if (c == '\n') result += "\\n";
        else result += c;
    }
    return result;
}

void write_head(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
    out += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

class RequestMetrics final : public Metrics {
public:
    explicit RequestMetrics(MetricsOptions options) : bounds_{std::move(options.buckets)}, shards_{std::make_shared<MetricsShards>()} {}

    std::optional<Response> enter(Request& request) override {
        request.attributes().put(CountingBegan{std::chrono::steady_clock::now()});
        counters().in_flight.fetch_add(1, std::memory_order_relaxed);
        return std::nullopt;
    }

    void leave(const Request& request, Response& response) override {
        InFlight in_flight{shards_};
        const auto took = std::chrono::steady_clock::now() - request.attributes().find<CountingBegan>()->time;
        const std::string_view route = request.route().empty() ? std::string_view{"unmatched"} : request.route();
        const auto status_class = std::clamp(number(response.status()) / 100, 1, 5) - 1;
        RequestSeries& series = counters().series(route, label_of(request.method()), bounds_.size());
        series.count(static_cast<std::size_t>(status_class), bucket_of(took), took);
        if (!response.is_streamed()) return;
        response.set_source(std::make_unique<detail::LastingSource<InFlight>>(response.take_source(), std::move(in_flight)));
    }

    std::string exposition() const override;

    std::string name() const override { return "metrics"; }
    std::vector<std::string> mistakes() const override {
        for (std::size_t i = 0; i < bounds_.size(); ++i) {
            const bool is_next = std::isfinite(bounds_[i]) && bounds_[i] > (i == 0 ? 0 : bounds_[i - 1]);
            if (!is_next) return {"its .buckets are not ascending numbers of seconds"};
        }
        return {};
    }

private:
    using Label = std::pair<std::string, std::string>;   // route and method

    [[nodiscard]] RequestCounters& counters() const noexcept { return (*shards_)[shard_of_this_thread()]; }

    [[nodiscard]] std::size_t bucket_of(std::chrono::nanoseconds took) const noexcept {
        const auto seconds = std::chrono::duration<double>{took}.count();
        return static_cast<std::size_t>(std::lower_bound(bounds_.begin(), bounds_.end(), seconds) - bounds_.begin());
    }

    [[nodiscard]] std::map<Label, RequestTally> tallies() const {
        std::map<Label, RequestTally> all;
        for (const RequestCounters& shard : *shards_) {
            shard.each([&](const RequestSeries& series) { series.add_to(all[{series.route, series.method}]); });
        }
        return all;
    }

    void write_histogram(std::string& out, std::string_view labels, const RequestTally& tally) const {
        std::uint64_t count = 0;
        for (std::size_t i = 0; i < tally.by_bucket.size(); ++i) {
            count += tally.by_bucket[i];
            const std::string bound = i < bounds_.size() ? fmt::format("{}", bounds_[i]) : "+Inf";
            out += fmt::format("http_request_duration_seconds_bucket{{{},le=\"{}\"}} {}\n", labels, bound, count);
        }
        out += fmt::format("http_request_duration_seconds_sum{{{}}} {}\n", labels, static_cast<double>(tally.nanoseconds) / 1e9);
        out += fmt::format("http_request_duration_seconds_count{{{}}} {}\n", labels, count);
    }

    std::vector<double> bounds_;
    std::shared_ptr<MetricsShards> shards_;
};

std::string labels_of(const std::pair<std::string, std::string>& label) {
    return fmt::format("method=\"{}\",route=\"{}\"", label.second, escaped_label(label.first));
}

std::string RequestMetrics::exposition() const {
    const auto all = tallies();
    std::string out;
    write_head(out, "http_requests_total", "counter", "Requests that were answered.");
    for (const auto& [label, tally] : all) {
        for (std::size_t i = 0; i < tally.by_class.size(); ++i) {
            if (tally.by_class[i] == 0) continue;
            out += fmt::format("http_requests_total{{{},status=\"{}xx\"}} {}\n", labels_of(label), i + 1, tally.by_class[i]);
        }
    }
    write_head(out, "http_request_duration_seconds", "histogram", "Time until the answer was made.");
    for (const auto& [label, tally] : all) write_histogram(out, labels_of(label), tally);
    write_head(out, "http_requests_in_flight", "gauge", "Requests whose answer is not complete.");
    std::int64_t in_flight = 0;
    for (const RequestCounters& shard : *shards_) in_flight += shard.in_flight.load(std::memory_order_relaxed);
    out += fmt::format("http_requests_in_flight {}\n", in_flight);
    return out;
}

}  // namespace

std::shared_ptr<Metrics> metrics(MetricsOptions options) { return std::make_shared<RequestMetrics>(std::move(options)); }

Response MetricsPage::operator()() const {
    Response page{Status::ok, metrics->exposition(), "text/plain; version=0.0.4; charset=utf-8"};
    page.set_header("Cache-Control", "no-store");
    return page;
}

}  // namespace serval
