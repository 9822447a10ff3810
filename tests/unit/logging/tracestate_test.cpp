#include <catch2/catch.hpp>

#include <serval/logging/trace_context.hpp>

#include <fmt/format.h>

using namespace serval;

namespace {

std::string members(int count) {
    std::string list;
    for (int i = 0; i < count; ++i) list += (i > 0 ? ",k" : "k") + std::to_string(i) + "=v";
    return list;
}

/** A member whose vendor (or tenant, where there is a system), system and value have these sizes. */
std::string sized_member(int vendor, int system, int value) {
    return fmt::format("{:a<{}}{}{:s<{}}={:v<{}}", "", vendor, system > 0 ? "@" : "", "", system, "", value);
}

}  // namespace

TEST_CASE("a tracestate that keeps to the rules is accepted", "[logging]") {
    const std::string text =
        GENERATE(as<std::string>{}, "", "a=1", "a=1,b=2", "a=1 ,\tb=2", "a=1,,b=2", ",", "congo=t61rcWkgMzE",
                 "1tenant@sys=x", "a_-*/9=x", "a= x", "a=~!\"#", "a=1,b=1", sized_member(256, 0, 1),
                 sized_member(241, 14, 1), sized_member(1, 0, 256), members(32));
    INFO(text);
    REQUIRE(is_tracestate(text));
}

TEST_CASE("a tracestate that breaks a rule is refused", "[logging]") {
    const std::string text = GENERATE(as<std::string>{}, "a", "=1", "a=", "a=1,a=2", "A=1", "1a=1", "a b=1", "a=1=2", "a@=1",
                                      "@s=1", "t@1s=1", "t@s@u=1", "a=\x01", "a=gr\xc3\xbc\xc3\x9f", "a;b=1",
                                      sized_member(257, 0, 1), sized_member(242, 1, 1), sized_member(1, 15, 1),
                                      sized_member(1, 0, 257), members(33));
    INFO(text);
    REQUIRE_FALSE(is_tracestate(text));
}
