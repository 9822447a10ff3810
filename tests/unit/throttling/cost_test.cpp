// What throttles cost: nothing where there are none, and no allocation where the store is this process's memory.
#include <stdexcept>

#include <catch2/catch.hpp>

#include <serval/testing.hpp>

#include "allocations.hpp"
#include "pipeline/carrier.hpp"
#include "server/app_core.hpp"

using namespace serval;

namespace {

std::string word() { return "x"; }

App throttled_app() {
    App app{test::settings()};
    app.throttle(throttle::anonymous("1000000/h"), throttle::anonymous("1000000/h").bucket(1'000'000));
    app.get<"/throttled">(&word);
    app.get<"/free">(&word).throttle(none);
    return app;
}

App unthrottled_app() {
    App app{test::settings()};
    app.get<"/free">(&word);
    return app;
}

std::size_t stages(App& app, std::string_view pattern) {
    for (const Plan& plan : app.core().pipeline().plans()) {
        if (plan.endpoint->pattern == pattern) return plan.stages.size();
    }
    return 0;
}

}  // namespace

TEST_CASE("an endpoint without throttles has no stage for them, whatever the others have", "[throttling]") {
    App some = throttled_app();
    App none_at_all = unthrottled_app();
    some.build();
    none_at_all.build();
    REQUIRE(stages(none_at_all, "/free") > 0);
    CHECK(stages(some, "/free") == stages(none_at_all, "/free"));
    CHECK(stages(some, "/throttled") == stages(some, "/free") + 1);
}

#ifndef SERVAL_TEST_SANITIZED
namespace {

/** How often a hundred requests ask for memory, once the connection is warm. */
int allocations_of(Service& service, std::string_view target) {
    test::Carrier carrier{Request{Method::get, target}};
    for (int i = 0; i < 3; ++i) {
        if (carrier.carry(service) != Status::ok) throw std::logic_error{"the request was refused"};
    }
    const int before = test::allocations();
    for (int i = 0; i < 100; ++i) (void)carrier.carry(service);
    return test::allocations() - before;
}

}  // namespace

TEST_CASE("throttles in memory cost a request no allocation", "[throttling]") {
    test::Client client{throttled_app()};
    client.clock().freeze();
    Service& service = client.app().core().pipeline();
    CHECK(allocations_of(service, "/throttled") == allocations_of(service, "/free"));
}
#endif
