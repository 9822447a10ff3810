#include <catch2/catch.hpp>

#include <serval/logging/memory_log.hpp>
#include <serval/serval.hpp>
#include <serval/testing.hpp>

using namespace serval;

namespace {

constexpr const char* trace_id = "0af7651916cd43dd8448eb211c80319c";
const std::string traceparent = std::string{"00-"} + trace_id + "-b7ad6b7169203331-01";

}  // namespace

TEST_CASE("a request has one place in its caller's trace, and what it calls is a child of it", "[logging]") {
    Request request{Method::get, "/"};
    request.headers().add("traceparent", traceparent);
    const TraceContext& trace = trace_of(request);
    CHECK(trace.trace_id() == trace_id);
    CHECK(trace.parent_id() == "b7ad6b7169203331");
    CHECK(&trace_of(request) == &trace);
    CHECK(trace.child().parent_id() == trace.span_id());
}

TEST_CASE("the log of a request names it in every line", "[logging]") {
    const auto lines = std::make_shared<MemoryLog>();
    Request request{Method::get, "/"};
    request.headers().add("traceparent", traceparent);
    request.headers().add("X-Request-Id", "r7");
    const Log log = log_of(request, Log{lines});
    log.info("order taken", {{"order", 5}});
    CHECK(lines->lines() == std::vector<std::string>{"info order taken request_id=r7 trace_id=" + std::string{trace_id} +
                                                     " span_id=" + std::string{trace_of(request).span_id()} + " order=5"});
}

TEST_CASE("a handler is given the log of its request", "[logging]") {
    const auto lines = std::make_shared<MemoryLog>();
    App app{test::settings()};
    app.log_to(Log{lines});
    app.get<"/">([](Inject<Log> log) { log->info("asked"); });
    test::Client client{std::move(app)};
    std::ignore = client.request(Method::get, "/").header("X-Request-Id", "r8").send();
    CHECK(lines->contains("info asked request_id=r8 trace_id="));
}
