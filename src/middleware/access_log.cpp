#include "middleware/access_log.hpp"

#include <array>
#include <chrono>
#include <utility>

#include <serval/logging/access_line.hpp>
#include <serval/logging/request_id.hpp>
#include <serval/logging/trace_context.hpp>

namespace serval {
namespace {

using Clock = std::chrono::steady_clock;

/** What the line needs to know from the way in. */
struct Began {
    Clock::time_point time;
    std::string request_id;
};

class AccessLog final : public Middleware {
public:
    AccessLog(Log log, LoggedQuery query) : log_{std::move(log)}, query_{query} {}

    std::optional<Response> enter(Request& request) override {
        request.attributes().put(Began{Clock::now(), std::string{request_id_of(request)}});
        return std::nullopt;
    }

    void leave(const Request& request, Response& response) override {
        const auto& began = *request.attributes().find<Began>();
        response.headers().set("X-Request-Id", began.request_id);
        AccessLine line;
        line.method = request.method();
        line.target = request.target();
        line.status = response.status();
        line.bytes = response.body().size();
        line.took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began.time);
        line.remote_address = request.connection().remote_address;
        line.request_id = began.request_id;
        const auto caller = TraceParent::parse(request.header("traceparent").value_or(""));
        const auto* const trace = request.attributes().find<TraceContext>();
        if (trace != nullptr) line.trace_id = trace->trace_id();
        else if (caller.has_value()) line.trace_id = caller->trace_id;
        write_access_line(log_, line, query_);
    }

    std::string name() const override { return "access log"; }

private:
    Log log_;
    LoggedQuery query_;
};

}  // namespace

std::shared_ptr<Middleware> make_access_log(Log log, LoggedQuery query) { return std::make_shared<AccessLog>(std::move(log), query); }

void log_refusal(const Log& log, const Problem& problem, const Connection& from) noexcept {
    const std::array<LogField, 4> fields{{{"status", static_cast<unsigned>(problem.status)},
                                          {"detail", problem.detail},
                                          {"remote", from.remote_address},
                                          {"port", static_cast<unsigned>(from.remote_port)}}};
    log.write(LogLevel::info, "request refused", LogFields{fields}, true);
}

}  // namespace serval
