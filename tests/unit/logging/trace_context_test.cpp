#include <catch2/catch.hpp>

#include <serval/logging/trace_context.hpp>

using namespace serval;

namespace {

constexpr std::string_view trace = "0af7651916cd43dd8448eb211c80319c";
constexpr std::string_view parent = "b7ad6b7169203331";
const std::string valid = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

}  // namespace

TEST_CASE("a traceparent's parts are read", "[logging]") {
    const auto read = TraceParent::parse(valid);
    REQUIRE(read);
    REQUIRE(read->trace_id == trace);
    REQUIRE(read->parent_id == parent);
    REQUIRE(read->flags == 1);
}

TEST_CASE("a traceparent that keeps to the rules is accepted", "[logging]") {
    const std::string text = GENERATE(as<std::string>{},
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-ff",          // flags nobody knows yet
        "00-00000000000000000000000000000001-0000000000000001-01",
        "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",          // a later version
        "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what-comes",
        "fe-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-");
    INFO(text);
    REQUIRE(TraceParent::parse(text));
}

TEST_CASE("a traceparent that breaks a rule is refused", "[logging]") {
    const std::string text = GENERATE(as<std::string>{},
        "",
        "00",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",             // no flags
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",           // half of them
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-",         // version 00 ends there
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-011",
        "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.more",     // a later one goes on with a dash
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",          // forbidden version
        "0-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-011",
        "0x-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",          // all zero
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",          // upper case
        "00-0af7651916cd43dd8448eb211c80319c-B7AD6B7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0A",
        "00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01",          // no digit
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333.-01",
        "00_0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",          // other separators
        "00-0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331_01",
        "00-0af7651916cd43dd8448eb211c80319-cb7ad6b7169203331-01");         // shifted
    INFO(text);
    REQUIRE_FALSE(TraceParent::parse(text));
}

TEST_CASE("a request's context is a new span of its caller's trace", "[logging]") {
    const auto context = TraceContext::of(Headers{{"Traceparent", valid}, {"tracestate", "rojo=00f067aa0ba902b7"}});
    REQUIRE(context.trace_id() == trace);
    REQUIRE(context.parent_id() == parent);
    REQUIRE(context.span_id() != parent);
    REQUIRE(context.sampled());
    REQUIRE(context.tracestate() == "rojo=00f067aa0ba902b7");
}

TEST_CASE("without a valid traceparent a new trace begins and tracestate is dropped", "[logging]") {
    const Headers headers = GENERATE_COPY(Headers{{"tracestate", "a=1"}},
                                          Headers{{"traceparent", "00-bad"}, {"tracestate", "a=1"}},
                                          Headers{{"traceparent", valid}, {"traceparent", valid}, {"tracestate", "a=1"}});
    const auto context = TraceContext::of(headers);
    REQUIRE(TraceParent::parse(context.traceparent()));
    REQUIRE(context.trace_id() != trace);
    REQUIRE(context.parent_id().empty());
    REQUIRE_FALSE(context.sampled());
    REQUIRE(context.tracestate().empty());
}

TEST_CASE("several tracestate fields are one list, and a broken list is dropped without the trace", "[logging]") {
    const auto joined = TraceContext::of(Headers{{"traceparent", valid}, {"tracestate", "a=1"}, {"tracestate", "b=2"}});
    REQUIRE(joined.tracestate() == "a=1,b=2");
    const auto broken = TraceContext::of(Headers{{"traceparent", valid}, {"tracestate", "a=1,a=2"}});
    REQUIRE(broken.trace_id() == trace);
    REQUIRE(broken.tracestate().empty());
}

TEST_CASE("what is called stands below the caller in the same trace", "[logging]") {
    const auto context = TraceContext::of(Headers{{"traceparent", valid}, {"tracestate", "a=1"}});
    const auto child = context.child();
    REQUIRE(child.trace_id() == context.trace_id());
    REQUIRE(child.parent_id() == context.span_id());
    REQUIRE(child.span_id() != context.span_id());
    REQUIRE(child.sampled());
    REQUIRE(child.tracestate() == "a=1");
}

TEST_CASE("what is sent on is of version 00, with no flag but sampled", "[logging]") {
    const auto context = TraceContext::of(Headers{{"traceparent", "cc" + valid.substr(2, 51) + "ff-new"}});
    REQUIRE(context.traceparent() == "00-" + std::string{trace} + "-" + std::string{context.span_id()} + "-01");
    const auto unsampled = TraceContext::of(Headers{{"traceparent", valid.substr(0, 53) + "fe"}});
    REQUIRE(unsampled.traceparent().substr(53) == "00");
}

TEST_CASE("a context is written into the head of a call in place of another", "[logging]") {
    Headers headers{{"traceparent", "old"}, {"tracestate", "old=1"}};
    const auto context = TraceContext::of(Headers{{"traceparent", valid}});
    context.write_to(headers);
    REQUIRE(headers.all("traceparent") == std::vector<std::string_view>{context.traceparent()});
    REQUIRE_FALSE(headers.contains("tracestate"));

    TraceContext::of(Headers{{"traceparent", valid}, {"tracestate", "a=1"}}).write_to(headers);
    REQUIRE(headers.find("tracestate") == "a=1");
}
